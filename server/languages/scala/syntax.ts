/** Scala. A lone quote before a name is an old symbol literal. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, nestedStarComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["scala"],
  files: { scala: ["*.scala", "*.sbt", "*.sc"] },
  lineComments: ["//"],
  blockComments: [nestedStarComment],
  strings: [
    {
      open: '[sf]"{3}',
      close: '"""',
      delimited: true,
      multiline: true,
      interpolation: { open: "${", close: "}" },
    },
    { open: '[sf]"', close: '"', delimited: true, escape: "\\", interpolation: { open: "${", close: "}" } },
    { open: '"""', close: '"""', multiline: true },
    doubleQuoted,
    character,
  ],
  imports: ["^\\s*import\\s+([\\w.]+)"],
};
