/** COBOL in free form. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["cobol"],
  lineComments: ["*>"],
  blockComments: [],
  strings: [
    { open: '"', close: '"', doubled: true },
    { open: "'", close: "'", doubled: true },
  ],
  imports: ["\\bCOPY\\s+([\\w-]+)"],
  identifierExtra: "-",
};
