/** Ruby, and Crystal which looks like it. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, hereDocument, singleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["ruby", "crystal"],
  files: { ruby: ["*.rb", "*.rake", "*.gemspec", "Rakefile", "Gemfile"], crystal: ["*.cr"] },
  lineComments: ["#"],
  blockComments: [{ open: "=begin", close: "=end", at: "lineStart" }],
  strings: [
    { ...hereDocument, open: "<<[-~][\"'`]?([A-Za-z_]\\w{0,63})[\"'`]?" },
    { ...doubleQuoted, multiline: true, interpolation: { open: "#{", close: "}" } },
    { ...singleQuoted, multiline: true },
    { open: "`", close: "`", escape: "\\", interpolation: { open: "#{", close: "}" } },
  ],
  regexLiterals: true,
  imports: ["^\\s*require(?:_relative)?\\s*\\(?\\s*[\"']([^\"']+)[\"']"],
  identifierExtra: "?!@",
};
