/** Single-file components: a template beside a script that is nearly always TypeScript or JavaScript. */
import type { LanguageSyntax } from "../language.ts";
import { angleComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["vue", "svelte", "astro"],
  files: { vue: ["*.vue"], svelte: ["*.svelte"], astro: ["*.astro"] },
  lineComments: [],
  blockComments: [angleComment],
  strings: [],
  prose: true,
  codeMarks: [
    { open: "{{", close: "}}", multiline: true },
    { open: "<(?=[A-Za-z/!?])", close: ">", delimited: true, multiline: true },
  ],
  embedded: [
    { open: "<script\\b[^>]{0,500}>", close: "</script", language: "typescript" },
    { open: "<style\\b[^>]{0,500}>", close: "</style", language: "scss" },
    { open: "---[ \\t]*\\r?\\n", close: "\n---", language: "typescript" },
  ],
  imports: ["\\bfrom\\s*[\"']([^\"']+)[\"']"],
  identifierExtra: "-$",
};
