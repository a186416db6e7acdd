/** Key and value files. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuotedWord } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["ini", "properties", "dotenv", "editorconfig", "ignore", "conf", "systemd-conf", "nginx"],
  files: {
    ini: ["*.ini", "*.cfg"],
    properties: ["*.properties", "*.conf"],
    dotenv: ["*.env", ".env"],
    editorconfig: [".editorconfig"],
    ignore: [".gitignore", ".dockerignore"],
  },
  lineComments: ["#", ";", "!"],
  lineCommentsAt: "lineStart",
  blockComments: [],
  strings: [{ ...doubleQuoted, at: "wordStart" }, { ...singleQuotedWord }],
  imports: [],
  identifierExtra: "-",
};
