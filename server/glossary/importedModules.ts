/** What a file imports, read with the language's patterns line by line: evidence for ambiguous names. */
import type { LanguageSyntax } from "../languages/language.ts";

/** Imports stand at the top; what comes after this many UTF-16 units is not read. */
const maxImportText = 30_000;

const compiled = new WeakMap<LanguageSyntax, readonly RegExp[]>();

/** Module names in lower case, as written otherwise. */
export function importedModules(text: string, syntax: LanguageSyntax): readonly string[] {
  let patterns = compiled.get(syntax);
  if (patterns === undefined) {
    patterns = syntax.imports.map((source) => new RegExp(source, "gm"));
    compiled.set(syntax, patterns);
  }
  const head = text.slice(0, maxImportText);
  return patterns.flatMap((pattern) =>
    [...head.matchAll(pattern)].map((match) => (match[1] ?? "").toLowerCase()),
  );
}
