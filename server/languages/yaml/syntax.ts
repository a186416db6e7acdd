/** YAML. A plain scalar after a key is text like a quoted one: it holds most of the prose of such files. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuotedWord } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: [
    "yaml",
    "dockercompose",
    "github-actions-workflow",
    "helm",
    "ansible",
    "azure-pipelines",
    "cloudformation",
    "openapi",
  ],
  files: { yaml: ["*.yml", "*.yaml"] },
  lineComments: ["#"],
  lineCommentsAt: "afterSpace",
  blockComments: [],
  strings: [
    { ...doubleQuoted, at: "wordStart" },
    singleQuotedWord,
    { open: "[:-][ \\t]+[|>][-+0-9]*[ \\t]*\\r?\\n", close: "", delimited: true, indented: true },
    { open: ":[ \\t]+(?=[A-Za-z])", close: "\n", delimited: true },
    { open: "-[ \\t]+(?=[A-Za-z][^:\\n]*(?:\\n|$))", close: "\n", delimited: true, at: "lineStart" },
  ],
  imports: [],
  identifierExtra: "-",
};
