/** Commit messages: git strips the lines that begin with `#`. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["git-commit"],
  files: { "git-commit": ["COMMIT_EDITMSG"] },
  lineComments: ["#"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [],
  prose: true,
  codeMarks: [{ open: "`", close: "`", multiline: false }],
  imports: [],
};
