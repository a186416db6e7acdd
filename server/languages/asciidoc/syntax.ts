/** AsciiDoc: listings stand between lines of hyphens or dots, line comments begin with `//`. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["asciidoc", "adoc"],
  files: { asciidoc: ["*.adoc", "*.asciidoc"] },
  lineComments: ["//"],
  lineCommentsAt: "lineStart",
  blockComments: [{ open: "////", close: "\n////", at: "lineStart" }],
  strings: [],
  prose: true,
  codeMarks: [
    { open: "(-{4,32})(?=\\r?\\n)", close: "\n$1", delimited: true, at: "lineStart", multiline: true },
    { open: "(\\.{4,32})(?=\\r?\\n)", close: "\n$1", delimited: true, at: "lineStart", multiline: true },
    { open: "`", close: "`", multiline: false },
  ],
  imports: [],
};
