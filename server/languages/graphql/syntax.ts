/** GraphQL: descriptions are strings. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, tripleQuoted } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["graphql"],
  files: { graphql: ["*.graphql", "*.gql"] },
  lineComments: ["#"],
  blockComments: [],
  strings: [{ ...tripleQuoted, documentation: true }, doubleQuoted],
  imports: [],
};
