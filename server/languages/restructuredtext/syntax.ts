/** reStructuredText and other text formats: prose with literals between backticks. Lines of hyphens are headings. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["restructuredtext", "org", "textile", "wikitext"],
  files: { restructuredtext: ["*.rst"], org: ["*.org"] },
  lineComments: [],
  blockComments: [],
  strings: [],
  prose: true,
  codeMarks: [
    { open: "``", close: "``", multiline: false },
    { open: "`", close: "`", multiline: false },
  ],
  imports: [],
};
