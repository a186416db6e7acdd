/** CoffeeScript. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["coffeescript"],
  files: { coffeescript: ["*.coffee"] },
  lineComments: ["#"],
  blockComments: [{ open: "###", close: "###" }],
  strings: [
    { ...tripleQuoted, interpolation: { open: "#{", close: "}" } },
    { open: "'''", close: "'''", escape: "\\", multiline: true },
    { ...doubleQuoted, multiline: true, interpolation: { open: "#{", close: "}" } },
    { ...singleQuoted, multiline: true },
  ],
  regexLiterals: true,
  imports: ["\\bfrom\\s*[\"']([^\"']+)[\"']", "\\brequire\\s*\\(\\s*[\"']([^\"']+)[\"']"],
  identifierExtra: "$@",
};
