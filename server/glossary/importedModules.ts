/** What a file imports, read with the language's patterns line by line when it is first asked for: evidence for ambiguous names. */
import type { LanguageSyntax } from "../languages/language.ts";

/** Imports stand at the top; what comes after this many UTF-16 units is not read. */
const maxImportText = 30_000;

const compiled = new WeakMap<LanguageSyntax, readonly RegExp[]>();

export class ImportedModules {
  /** Names in lower case, as written otherwise. */
  private names: readonly string[] | undefined;
  /** Many names of a file ask for the same. */
  private readonly answers = new Map<readonly string[], boolean>();

  constructor(
    private readonly text: string,
    private readonly syntax: LanguageSyntax,
  ) {}

  /** Whether a module has one of the words, which are in lower case, in its name. */
  have(words: readonly string[]): boolean {
    let answer = this.answers.get(words);
    if (answer === undefined) {
      this.names ??= namesIn(this.text, this.syntax);
      const { names } = this;
      answer = words.some((word) => isWordOf(word, names));
      this.answers.set(words, answer);
    }
    return answer;
  }
}

function namesIn(text: string, syntax: LanguageSyntax): readonly string[] {
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

/** Short words must be a whole word of the module's name (`pg` of `pg-pool`), longer ones may be a part (`ioredis`). */
function isWordOf(word: string, names: readonly string[]): boolean {
  if (word.length >= 4) return names.some((name) => name.includes(word));
  return names.some((name) => name.split(/[^a-z0-9]+/).includes(word));
}
