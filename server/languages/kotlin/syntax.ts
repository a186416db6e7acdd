/** Kotlin. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, nestedStarComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["kotlin"],
  files: { kotlin: ["*.kt", "*.kts"] },
  lineComments: ["//"],
  blockComments: [nestedStarComment],
  strings: [
    { open: '"""', close: '"""', multiline: true, interpolation: { open: "${", close: "}" } },
    { ...doubleQuoted, interpolation: { open: "${", close: "}" } },
    character,
  ],
  imports: ["^\\s*import\\s+([\\w.]+)"],
};
