/** Windows batch files. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["bat"],
  files: { bat: ["*.bat", "*.cmd"] },
  lineComments: ["REM", "Rem", "rem", "::"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [{ open: '"', close: '"' }],
  imports: [],
};
