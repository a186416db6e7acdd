/** Lisp, Scheme and Racket: hyphenated words, nested block comments. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["lisp", "commonlisp", "scheme", "racket", "elisp", "emacs-lisp"],
  files: { lisp: ["*.lisp", "*.lsp"], scheme: ["*.scm", "*.ss"], racket: ["*.rkt"], elisp: ["*.el"] },
  lineComments: [";"],
  blockComments: [{ open: "#|", close: "|#", nested: true }],
  strings: [{ ...doubleQuoted, multiline: true }],
  imports: ["\\(require\\s+'?([\\w/-]+)"],
  identifierExtra: "-*+!?<>=",
};
