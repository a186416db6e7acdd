/** GDScript. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["gdscript"],
  files: { gdscript: ["*.gd"] },
  lineComments: ["#"],
  blockComments: [],
  strings: [{ ...tripleQuoted, documentation: true }, doubleQuoted, singleQuoted],
  imports: ['\\b(?:preload|load)\\("([^"]+)"\\)'],
};
