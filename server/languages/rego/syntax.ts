/** Policy and configuration languages with hash comments. */
import type { LanguageSyntax } from "../language.ts";
import { backtickRaw, doubleQuoted, singleQuoted, starComment, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["rego", "jsonnet", "cue", "pkl", "dhall", "just"],
  files: { rego: ["*.rego"], jsonnet: ["*.jsonnet", "*.libsonnet"], cue: ["*.cue"] },
  lineComments: ["#", "//"],
  lineCommentsAt: "afterSpace",
  blockComments: [starComment],
  strings: [tripleQuoted, doubleQuoted, { ...singleQuoted, at: "wordStart" }, backtickRaw],
  imports: ['^\\s*import\\s+"?([\\w./-]+)'],
};
