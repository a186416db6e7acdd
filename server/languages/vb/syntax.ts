/** Visual Basic: the quote opens a comment. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["vb", "vbscript"],
  files: { vb: ["*.vb"], vbscript: ["*.vbs"] },
  lineComments: ["'", "REM", "Rem"],
  blockComments: [],
  strings: [
    { open: '$"', close: '"', doubled: true, interpolation: { open: "{", close: "}" } },
    { open: '"', close: '"', doubled: true },
  ],
  imports: ["^\\s*Imports\\s+([\\w.]+)"],
};
