/** AWK. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["awk"],
  files: { awk: ["*.awk"] },
  lineComments: ["#"],
  blockComments: [],
  strings: [doubleQuoted],
  regexLiterals: true,
  imports: [],
};
