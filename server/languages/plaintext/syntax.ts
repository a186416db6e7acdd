/** Plain text, logs and search results: prose throughout. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: [
    "plaintext",
    "log",
    "search-result",
    "code-text-binary",
    "scminput",
    "git-rebase",
    "diff",
    "csv",
    "tsv",
  ],
  files: { plaintext: ["*.txt"] },
  lineComments: [],
  blockComments: [],
  strings: [],
  prose: true,
  imports: [],
};
