/** F#. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, parenthesisComment, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["fsharp"],
  files: { fsharp: ["*.fs", "*.fsx", "*.fsi"] },
  lineComments: ["//"],
  blockComments: [{ ...parenthesisComment, open: "\\(\\*(?!\\))", delimited: true }],
  strings: [
    tripleQuoted,
    { open: '@"', close: '"', doubled: true, multiline: true },
    { open: '$"', close: '"', escape: "\\", multiline: true, interpolation: { open: "{", close: "}" } },
    { ...doubleQuoted, multiline: true },
    character,
  ],
  imports: ["^\\s*open\\s+([\\w.]+)"],
  identifierExtra: "'",
};
