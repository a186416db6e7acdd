/** D: three kinds of block comment, of which one nests. */
import type { LanguageSyntax } from "../language.ts";
import { backtickRaw, character, doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["d"],
  files: { d: ["*.d"] },
  lineComments: ["//"],
  blockComments: [starComment, { open: "/+", close: "+/", nested: true }],
  strings: [
    { open: 'r"', close: '"', multiline: true },
    { ...doubleQuoted, multiline: true },
    backtickRaw,
    character,
  ],
  imports: ["^\\s*(?:public\\s+|static\\s+)?import\\s+([\\w.]+)"],
};
