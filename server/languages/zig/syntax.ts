/** Zig: a line that begins with two backslashes is a line of a string. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["zig"],
  files: { zig: ["*.zig"] },
  lineComments: ["//"],
  blockComments: [],
  strings: [{ open: "\\\\", close: "\n", multiline: true }, doubleQuoted, character],
  imports: ['@import\\("([^"]+)"\\)'],
};
