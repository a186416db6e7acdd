/** MATLAB and Octave. A quote right after a name transposes. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["matlab", "octave"],
  lineComments: ["%", "# "],
  blockComments: [{ open: "%{", close: "%}", at: "lineStart" }],
  strings: [
    { open: '"', close: '"', doubled: true },
    { open: "'", close: "'", doubled: true, at: "afterSpace" },
  ],
  imports: [],
};
