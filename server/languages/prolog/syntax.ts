/** Prolog. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["prolog"],
  files: { prolog: ["*.pro"] },
  lineComments: ["%"],
  blockComments: [starComment],
  strings: [doubleQuoted, singleQuoted],
  imports: ["use_module\\(\\s*(?:library\\()?([\\w/]+)"],
};
