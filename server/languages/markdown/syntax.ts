/** Markdown. Link targets, fences and marked code are code; a fence names its own language. */
import type { LanguageSyntax } from "../language.ts";
import { angleComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["markdown", "mdx", "prompt", "instructions", "chatagent", "skill", "quarto", "rmd"],
  files: { markdown: ["*.md", "*.markdown"], mdx: ["*.mdx"], quarto: ["*.qmd"], rmd: ["*.rmd"] },
  lineComments: [],
  blockComments: [angleComment],
  strings: [],
  prose: true,
  codeMarks: [
    {
      open: "(`{3,32})(?=[^`\\n]*(?:\\n|$))",
      close: "$1",
      delimited: true,
      at: "lineStart",
      multiline: true,
      fence: true,
    },
    { open: "(~{3,32})", close: "$1", delimited: true, at: "lineStart", multiline: true, fence: true },
    { open: "(`{1,8})", close: "$1", delimited: true, multiline: false },
    { open: "](", close: ")", multiline: false },
    { open: "<(?=[A-Za-z/])", close: ">", delimited: true, multiline: false },
  ],
  imports: [],
};
