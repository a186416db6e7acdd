/** Dart. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, nestedStarComment, singleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["dart"],
  files: { dart: ["*.dart"] },
  lineComments: ["//"],
  blockComments: [nestedStarComment],
  strings: [
    { open: "r(\"{3}|'{3})", close: "$1", delimited: true, multiline: true },
    { open: "r([\"'])", close: "$1", delimited: true },
    { ...tripleQuoted, interpolation: { open: "${", close: "}" } },
    { open: "'''", close: "'''", escape: "\\", multiline: true, interpolation: { open: "${", close: "}" } },
    { ...doubleQuoted, interpolation: { open: "${", close: "}" } },
    { ...singleQuoted, interpolation: { open: "${", close: "}" } },
  ],
  imports: ["^\\s*(?:import|export)\\s+[\"']([^\"']+)[\"']"],
  identifierExtra: "$",
};
