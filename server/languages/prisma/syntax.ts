/** Prisma schemas. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["prisma"],
  files: { prisma: ["*.prisma"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted],
  imports: [],
};
