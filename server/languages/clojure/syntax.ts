/** Clojure: words are joined by hyphens, and a quote is an operator. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["clojure"],
  files: { clojure: ["*.clj", "*.cljs", "*.cljc", "*.edn"] },
  lineComments: [";"],
  blockComments: [],
  strings: [{ ...doubleQuoted, multiline: true }],
  imports: ["\\[\\s*([\\w.-]+)\\s+:(?:as|refer)\\b"],
  identifierExtra: "-*+!?'<>=",
};
