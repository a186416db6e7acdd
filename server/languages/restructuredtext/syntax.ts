/** reStructuredText and AsciiDoc: prose with literals between backticks. */
import type { LanguageSyntax } from "../language.ts";

export const syntax: LanguageSyntax = {
  ids: ["restructuredtext", "asciidoc", "org", "textile", "wikitext"],
  lineComments: [],
  blockComments: [],
  strings: [],
  prose: true,
  codeMarks: [
    { open: "----", close: "\n----", at: "lineStart", multiline: true },
    { open: "``", close: "``", multiline: false },
    { open: "`", close: "`", multiline: false },
  ],
  imports: [],
};
