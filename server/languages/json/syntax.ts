/** JSON and its variants. Comments are read in all of them: strict JSON has none to be misread. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["json", "jsonc", "json5", "jsonl", "snippets"],
  files: {
    json: ["*.json", "*.webmanifest"],
    jsonc: ["*.jsonc", "tsconfig.json"],
    json5: ["*.json5"],
    jsonl: ["*.jsonl"],
  },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted, { ...singleQuoted, at: "wordStart" }],
  imports: [],
};
