/** Java, and Groovy which reads it. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["java", "groovy", "apex"],
  files: { java: ["*.java"], groovy: ["*.groovy", "*.gradle", "Jenkinsfile"], apex: ["*.cls"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [
    tripleQuoted,
    { open: "'''", close: "'''", escape: "\\", multiline: true },
    doubleQuoted,
    singleQuoted,
  ],
  imports: ["^\\s*import\\s+(?:static\\s+)?([\\w.]+)"],
  identifierExtra: "$",
};
