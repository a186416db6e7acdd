/** TeX: commands and formulas are code. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["latex", "tex", "doctex", "bibtex", "context"],
  files: { latex: ["*.tex", "*.ltx"], bibtex: ["*.bib"] },
  lineComments: ["%"],
  blockComments: [{ open: "\\begin{comment}", close: "\\end{comment}" }],
  strings: [],
  prose: true,
  codeMarks: [
    {
      open: "\\\\begin\\{(verbatim|lstlisting|minted)\\}",
      close: "\\end{$1}",
      delimited: true,
      multiline: true,
    },
    { open: "\\\\[%$&#_]", close: "", delimited: true, multiline: false },
    {
      open: "\\\\(?:cite|ref|label|url|input|include)\\w*\\{",
      close: "}",
      delimited: true,
      multiline: false,
    },
    { open: "\\\\[A-Za-z]+", close: "", delimited: true, multiline: false },
    { open: "$", close: "$", multiline: false },
  ],
  imports: [],
};
