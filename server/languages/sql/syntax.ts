/** SQL in its dialects. `$tag$ … $tag$` is PostgreSQL's string. */
import type { LanguageSyntax } from "../language.ts";
import { starComment } from "../syntaxParts.ts";

export const syntax: LanguageSyntax = {
  ids: ["sql", "mssql", "pgsql", "postgres", "mysql", "plsql", "bigquery", "cql", "hql", "snowflake-sql"],
  files: { sql: ["*.sql"], cql: ["*.cql"] },
  lineComments: ["--"],
  blockComments: [starComment],
  strings: [
    { open: "\\$(\\w*)\\$", close: "$$1$", delimited: true, multiline: true },
    { open: "'", close: "'", doubled: true, multiline: true },
    { open: '"', close: '"', doubled: true },
    { open: "`", close: "`" },
  ],
  imports: [],
  spacedKeywords: true,
};
