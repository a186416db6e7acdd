/** Commit messages: git strips the lines that begin with `#`. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["git-commit"],
  lineComments: ["#"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [],
  prose: true,
  codeMarks: [{ open: "`", close: "`", multiline: false }],
  imports: [],
};
