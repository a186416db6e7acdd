/** Pug: indentation instead of tags. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["jade", "pug", "haml", "slim"],
  files: { jade: ["*.jade", "*.pug"], haml: ["*.haml"] },
  lineComments: ["//-", "//", "-#"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [doubleQuoted, { ...singleQuoted, at: "wordStart" }],
  imports: [],
  identifierExtra: "-",
};
