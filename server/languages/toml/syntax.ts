/** TOML. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["toml"],
  files: { toml: ["*.toml"] },
  lineComments: ["#"],
  blockComments: [],
  strings: [
    tripleQuoted,
    { open: "'''", close: "'''", multiline: true },
    doubleQuoted,
    { open: "'", close: "'" },
  ],
  imports: [],
  identifierExtra: "-",
};
