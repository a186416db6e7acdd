/** Julia: a text before a definition documents it. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["julia"],
  files: { julia: ["*.jl"] },
  lineComments: ["#"],
  blockComments: [{ open: "#=", close: "=#", nested: true }],
  strings: [
    { ...tripleQuoted, documentation: true, interpolation: { open: "$(", close: ")" } },
    { ...doubleQuoted, multiline: true, interpolation: { open: "$(", close: ")" } },
    character,
  ],
  imports: ["^\\s*(?:using|import)\\s+([\\w.]+)"],
  identifierExtra: "!",
};
