/** Swift: `\\(` opens a hole, and comments nest. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, nestedStarComment, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["swift"],
  files: { swift: ["*.swift"] },
  lineComments: ["//"],
  blockComments: [nestedStarComment],
  strings: [
    { open: '#{1,8}"{3}', close: '"""#', delimited: true, multiline: true },
    { open: '#{1,8}"', close: '"#', delimited: true },
    { ...tripleQuoted, interpolation: { open: "\\(", close: ")" } },
    { ...doubleQuoted, interpolation: { open: "\\(", close: ")" } },
  ],
  imports: ["^\\s*(?:@\\w+\\s+)?import\\s+(?:\\w+\\s+)?([\\w.]+)"],
};
