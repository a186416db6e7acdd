/** C#: verbatim, interpolated and raw strings beside the plain ones. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["csharp"],
  files: { csharp: ["*.cs", "*.csx"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [
    { open: '[$]{1,4}("{3,})', close: "$1", delimited: true, multiline: true },
    { open: '("{3,})', close: "$1", delimited: true, multiline: true },
    { open: '$@"', close: '"', doubled: true, multiline: true, interpolation: { open: "{", close: "}" } },
    { open: '@$"', close: '"', doubled: true, multiline: true, interpolation: { open: "{", close: "}" } },
    { open: '@"', close: '"', doubled: true, multiline: true },
    { open: '$"', close: '"', escape: "\\", interpolation: { open: "{", close: "}" } },
    doubleQuoted,
    character,
  ],
  imports: ["^\\s*(?:global\\s+)?using\\s+(?:static\\s+)?([\\w.]+)\\s*;"],
};
