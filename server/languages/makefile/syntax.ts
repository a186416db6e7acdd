/** Makefiles. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["makefile"],
  files: { makefile: ["*.mk", "Makefile", "GNUmakefile"] },
  lineComments: ["#"],
  lineCommentsAt: "afterSpace",
  blockComments: [],
  strings: [
    { ...doubleQuoted, at: "wordStart" },
    { ...singleQuoted, at: "wordStart" },
  ],
  imports: [],
  identifierExtra: "-",
};
