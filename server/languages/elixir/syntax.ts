/** Elixir: `@doc` texts are strings. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["elixir"],
  files: { elixir: ["*.ex", "*.exs"] },
  lineComments: ["#"],
  blockComments: [],
  strings: [
    { ...tripleQuoted, documentation: true, interpolation: { open: "#{", close: "}" } },
    { open: '~[sScC]"{3}', close: '"""', delimited: true, multiline: true, documentation: true },
    { open: "'''", close: "'''", escape: "\\", multiline: true },
    { ...doubleQuoted, multiline: true, interpolation: { open: "#{", close: "}" } },
    { ...singleQuoted, at: "wordStart" },
  ],
  imports: ["^\\s*(?:import|alias|use|require)\\s+([\\w.]+)"],
  identifierExtra: "?!",
};
