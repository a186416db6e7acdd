/** R. A dot is a letter of its names. */
import type { LanguageSyntax } from "../language.ts";
import { backtickRaw, doubleQuoted, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["r"],
  files: { r: ["*.r"] },
  lineComments: ["#"],
  blockComments: [],
  strings: [{ ...doubleQuoted, multiline: true }, { ...singleQuoted, multiline: true }, backtickRaw],
  imports: ["\\b(?:library|require)\\(\\s*[\"']?([\\w.]+)"],
};
