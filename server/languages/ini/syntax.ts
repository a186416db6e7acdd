/** Key and value files. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuotedWord } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["ini", "properties", "dotenv", "editorconfig", "ignore", "conf", "systemd-conf", "nginx"],
  lineComments: ["#", ";", "!"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [{ ...doubleQuoted, at: "wordStart" }, { ...singleQuotedWord }],
  imports: [],
  identifierExtra: "-",
};
