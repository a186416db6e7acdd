/** Nim. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["nim"],
  files: { nim: ["*.nim"] },
  lineComments: ["#"],
  blockComments: [
    { open: "##[", close: "]##", nested: true },
    { open: "#[", close: "]#", nested: true },
  ],
  strings: [{ open: '"""', close: '"""', multiline: true }, doubleQuoted, character],
  imports: ["^\\s*(?:import|from|include)\\s+([\\w/]+)"],
};
