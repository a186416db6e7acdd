/** Dockerfiles: a comment stands alone on its line. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["dockerfile"],
  files: { dockerfile: ["*.dockerfile", "Dockerfile", "Containerfile"] },
  lineComments: ["#"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [
    { ...doubleQuoted, at: "wordStart" },
    { ...singleQuoted, at: "wordStart" },
  ],
  imports: ["^\\s*FROM\\s+(?:--\\S+\\s+)?(\\S+)"],
  identifierExtra: "-",
};
