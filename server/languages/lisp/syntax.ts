/** Lisp, Scheme and Racket: hyphenated words, nested block comments. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["lisp", "commonlisp", "scheme", "racket", "elisp", "emacs-lisp"],
  lineComments: [";"],
  blockComments: [{ open: "#|", close: "|#", nested: true }],
  strings: [{ ...doubleQuoted, multiline: true }],
  imports: ["\\(require\\s+'?([\\w/-]+)"],
  identifierExtra: "-*+!?<>=",
};
