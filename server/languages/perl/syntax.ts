/** Perl and Raku. `$#array` is no comment, hence white space before `#`. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, hereDocument, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["perl", "perl6", "raku"],
  files: { perl: ["*.pl", "*.pm"], raku: ["*.raku"] },
  lineComments: ["#"],
  lineCommentsAt: "afterSpace",
  blockComments: [
    {
      open: "=(?:pod|head[1-6]|over|item|begin|encoding|for)",
      close: "\n=cut",
      at: "lineStart",
      delimited: true,
    },
  ],
  strings: [
    { ...hereDocument, open: "<<~?[\"']?([A-Z_]\\w{0,63})[\"']?" },
    { ...doubleQuoted, multiline: true },
    { ...singleQuoted, multiline: true, at: "wordStart" },
  ],
  regexLiterals: true,
  imports: ["^\\s*(?:use|require)\\s+([A-Za-z][\\w:]*)"],
  identifierExtra: "$@",
};
