/** Query languages of graph stores and metrics. */
import type { LanguageSyntax } from "../language.ts";
import { doubleQuoted, singleQuoted, starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["cypher", "gremlin", "promql", "kusto"],
  files: { cypher: ["*.cypher"], kusto: ["*.kql"] },
  lineComments: ["//"],
  blockComments: [starComment],
  strings: [doubleQuoted, singleQuoted],
  imports: [],
};
