/** Windows batch files. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["bat"],
  lineComments: ["REM", "Rem", "rem", "::"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [{ open: '"', close: '"' }],
  imports: [],
};
