/** Solidity, Move and Cairo. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["solidity", "move", "cairo"],
  files: { solidity: ["*.sol"], move: ["*.move"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted, singleQuoted],
  imports: ["^\\s*import\\b[^\"'\\n]*[\"']([^\"']+)[\"']"],
  identifierExtra: "$",
};
