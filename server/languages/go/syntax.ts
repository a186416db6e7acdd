/** Go. A line that is nothing but a string is taken for a line of an import block. */
import type { LanguageSyntax } from "../language.ts";
import { backtickRaw, character, doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["go", "go.mod"],
  files: { go: ["*.go"], "go.mod": ["go.mod"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted, backtickRaw, character],
  imports: ['^[ \\t]*(?:import[ \\t]+)?(?:[\\w.]+[ \\t]+)?"([^"\\s]+)"[ \\t]*$'],
};
