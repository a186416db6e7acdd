/** Typst: prose with code behind `#`, formulas between dollars. */
import type { LanguageSyntax } from "../language.ts";
import { nestedStarComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["typst"],
  files: { typst: ["*.typ"] },
  lineComments: ["//"],
  lineCommentsAt: "afterSpace",
  blockComments: [nestedStarComment],
  strings: [],
  prose: true,
  codeMarks: [
    { open: "(`{3,32})", close: "$1", delimited: true, at: "lineStart", multiline: true, fence: true },
    { open: "`", close: "`", multiline: false },
    { open: "$", close: "$", multiline: false },
    { open: "#[\\w.]+", close: "", delimited: true, multiline: false },
  ],
  imports: [],
};
