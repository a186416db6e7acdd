/** Haskell, Elm, PureScript and Idris. */
import type { LanguageSyntax } from "../language.ts";
import { character, doubleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["haskell", "elm", "purescript", "idris", "agda"],
  files: { haskell: ["*.hs"], elm: ["*.elm"], purescript: ["*.purs"] },
  lineComments: ["--"],
  blockComments: [{ open: "{-", close: "-}", nested: true }],
  strings: [tripleQuoted, doubleQuoted, character],
  imports: ["^import\\s+(?:qualified\\s+)?([\\w.]+)"],
  identifierExtra: "'",
};
