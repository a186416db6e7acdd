/** JSON and its variants. Comments are read in all of them: strict JSON has none to be misread. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["json", "jsonc", "json5", "jsonl", "snippets"],
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted, { ...singleQuoted, at: "wordStart" }],
  imports: [],
};
