/** TypeScript and JavaScript, with their JSX variants: one lexical syntax. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["typescript", "typescriptreact", "javascript", "javascriptreact"],
  files: {
    typescript: ["*.ts", "*.mts", "*.cts"],
    typescriptreact: ["*.tsx"],
    javascript: ["*.js", "*.mjs", "*.cjs"],
    javascriptreact: ["*.jsx"],
  },
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
