/** Nix: two single quotes open a text of several lines. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["nix"],
  files: { nix: ["*.nix"] },
  lineComments: ["#"],
  blockComments: [starComment],
  strings: [
    { open: "''", close: "''", multiline: true, interpolation: { open: "${", close: "}" } },
    { ...doubleQuoted, multiline: true, interpolation: { open: "${", close: "}" } },
  ],
  imports: ["\\bimport\\s+([./\\w-]+)"],
  identifierExtra: "-'",
};
