/** Lua: long brackets delimit strings and comments of several lines. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["lua", "luau"],
  files: { lua: ["*.lua"], luau: ["*.luau"] },
  lineComments: ["--"],
  blockComments: [{ open: "--\\[(=*)\\[", close: "]$1]", delimited: true }],
  strings: [
    { open: "\\[(=*)\\[", close: "]$1]", delimited: true, multiline: true },
    doubleQuoted,
    singleQuoted,
  ],
  imports: ["\\brequire\\s*\\(?\\s*[\"']([^\"']+)[\"']"],
};
