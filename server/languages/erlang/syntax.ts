/** Erlang. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["erlang"],
  files: { erlang: ["*.erl", "*.hrl"] },
  lineComments: ["%"],
  blockComments: [],
  strings: [tripleQuoted, { ...doubleQuoted, multiline: true }, singleQuoted],
  imports: ['^-(?:include|include_lib|import|behaviou?r)\\(\\s*"?([\\w/.]+)'],
};
