/** Rust: nested comments, raw strings, and lifetimes that look like quotes. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, nestedStarComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["rust"],
  files: { rust: ["*.rs"] },
  lineComments: ["//"],
  blockComments: [nestedStarComment],
  strings: [
    { open: 'r(#*)"', close: '"$1', delimited: true, multiline: true },
    { open: 'br(#*)"', close: '"$1', delimited: true, multiline: true },
    { ...doubleQuoted, multiline: true },
    character,
  ],
  imports: ["^\\s*(?:pub\\s+)?use\\s+([\\w:]+)", "^\\s*extern\\s+crate\\s+(\\w+)"],
};
