/** OCaml, ReasonML's elder and Standard ML. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, parenthesisComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["ocaml", "ocaml.interface", "sml"],
  files: { ocaml: ["*.ml"], "ocaml.interface": ["*.mli"], sml: ["*.sml"] },
  lineComments: [],
  blockComments: [parenthesisComment],
  strings: [
    { ...doubleQuoted, multiline: true },
    { open: "\\{(\\w*)\\|", close: "|$1}", delimited: true, multiline: true },
    character,
  ],
  imports: ["^\\s*open!?\\s+([\\w.]+)"],
  identifierExtra: "'",
};
