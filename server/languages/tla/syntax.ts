/** TLA+. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, parenthesisComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["tlaplus", "tla"],
  files: { tlaplus: ["*.tla"] },
  lineComments: ["\\*"],
  blockComments: [parenthesisComment],
  strings: [doubleQuoted],
  imports: ["^EXTENDS\\s+(\\w+)"],
};
