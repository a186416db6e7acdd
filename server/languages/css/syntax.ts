/** CSS: names are joined by hyphens, and `//` is no comment. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["css"],
  files: { css: ["*.css"] },
  lineComments: [],
  blockComments: [starComment],
  strings: [doubleQuoted, singleQuoted],
  imports: ["@import\\s+(?:url\\()?[\"']([^\"']+)[\"']"],
  identifierExtra: "-",
};
