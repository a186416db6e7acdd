/** V, Odin and Gleam: C-like lexis, few surprises. */
import type { LanguageSyntax } from "../language.ts";
import { backtickRaw, doubleQuoted, nestedStarComment, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["v", "odin", "gleam", "vala", "haxe", "actionscript"],
  files: { v: ["*.v"], odin: ["*.odin"], gleam: ["*.gleam"], vala: ["*.vala"] },
  lineComments: ["//"],
  blockComments: [nestedStarComment],
  strings: [{ ...doubleQuoted, multiline: true }, singleQuoted, backtickRaw],
  imports: ['^\\s*import\\s+"?([\\w./:]+)'],
};
