/** TypeScript. JavaScript and the JSX variants have the same lexical syntax, and text between tags. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["typescript"],
  files: { typescript: ["*.ts", "*.mts", "*.cts"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [
    doubleQuoted,
    singleQuoted,
    { open: "`", close: "`", escape: "\\", multiline: true, interpolation: { open: "${", close: "}" } },
  ],
  regexLiterals: true,
  imports: [
    "\\bfrom\\s*[\"']([^\"']+)[\"']",
    "\\bimport\\s*\\(?\\s*[\"']([^\"']+)[\"']",
    "\\brequire\\s*\\(\\s*[\"']([^\"']+)[\"']",
  ],
  identifierExtra: "$",
};
