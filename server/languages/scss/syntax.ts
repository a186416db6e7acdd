/** The CSS preprocessors, which add line comments. `url(http://…)` is no comment. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["scss", "less", "sass", "stylus", "postcss"],
  files: { scss: ["*.scss"], less: ["*.less"], sass: ["*.sass"], stylus: ["*.styl"] },
  lineComments: ["//"],
  lineCommentsAt: "afterSpace",
  blockComments: [starComment],
  strings: [doubleQuoted, singleQuoted],
  imports: ["@(?:import|use|forward)\\s+[\"']([^\"']+)[\"']"],
  identifierExtra: "-$@",
};
