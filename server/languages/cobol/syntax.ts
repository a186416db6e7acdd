/** COBOL in free form. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["cobol"],
  files: { cobol: ["*.cbl", "*.cob"] },
  lineComments: ["*>"],
  blockComments: [],
  strings: [
    { open: '"', close: '"', doubled: true },
    { open: "'", close: "'", doubled: true },
  ],
  imports: ["\\bCOPY\\s+([\\w-]+)"],
  identifierExtra: "-",
};
