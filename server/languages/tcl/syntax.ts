/** Tcl. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["tcl"],
  files: { tcl: ["*.tcl"] },
  lineComments: ["#"],
  lineCommentsAt: "afterSpace",
  blockComments: [],
  strings: [{ ...doubleQuoted, multiline: true }],
  imports: ["^\\s*package\\s+require\\s+([\\w:]+)"],
};
