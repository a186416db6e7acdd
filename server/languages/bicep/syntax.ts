/** Bicep. */
import type { LanguageSyntax } from "../language.ts";
import { singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["bicep"],
  files: { bicep: ["*.bicep"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [
    { open: "'''", close: "'''", multiline: true },
    { ...singleQuoted, interpolation: { open: "${", close: "}" } },
  ],
  imports: [],
};
