/**
 * What is known of a language without a grammar: its comment and string syntax, as data. One folder a language;
 * `index.gen.ts` finds them. A language that also has a grammar has `facts.scm` and `adapter.ts` beside it.
 *
 * The vocabulary covers what these languages do, and no more: who adds a language writes data, not code.
 */

/**
 * Where an opening may stand: `wordStart` = not right after an identifier character (YAML: `don't`), `afterSpace` =
 * at the start of a line or after white space (shell: `${x#y}`), `lineStart` = first on its line, indentation aside.
 */
export type Standing = "anywhere" | "wordStart" | "afterSpace" | "lineStart";

/** What opens and what closes, common to comments, strings and marks. */
export interface Delimiters {
  /**
   * Literal text; with `delimited`, the source of a regular expression that begins with an ASCII character or class and
   * whose first group, if any, repeats as `$1` in `close` (C++ `R"x( … )x"`, Lua `[==[ … ]==]`).
   */
  readonly open: string;
  readonly close: string;
  readonly delimited?: boolean;
  /** `anywhere` when absent. */
  readonly at?: Standing;
}

export interface BlockCommentSyntax extends Delimiters {
  readonly nested?: boolean;
}

export interface StringSyntax extends Delimiters {
  /** Escape character inside, if any. Doubling of the closing quote is stated by `doubled`. */
  readonly escape?: string;
  readonly doubled?: boolean;
  /** May span lines. */
  readonly multiline?: boolean;
  /** One character or one escape only; any other quote is punctuation (Rust lifetimes, Haskell primes, C++ `1'000`). */
  readonly character?: boolean;
  /** A here document: its text begins on the next line and ends at a line that is `close`, indentation aside. */
  readonly heredoc?: boolean;
  /** Runs on as long as lines are blank or indented more than the one it begins on: YAML's block scalars. */
  readonly indented?: boolean;
  /** It is text for a reader, not a value: what stands between the tags of JSX. */
  readonly prose?: boolean;
  /** Holes of code inside: `${` … `}`. A doubled opening of one character (`{{`) is text. */
  readonly interpolation?: { readonly open: string; readonly close: string };
  /** The string documents (Python docstring, Elixir @doc) and counts as a comment when it stands alone as a statement. */
  readonly documentation?: boolean;
}

/** In prose: marks whose inside is code. An empty `close` ends right after the opening (LaTeX commands). */
export interface CodeMark extends Delimiters {
  readonly multiline: boolean;
  /** The rest of the opening line names the language of the inside (a Markdown fence); closes first on a line. */
  readonly fence?: boolean;
}

/** A part in another language, up to the first `close` after it. `open` is the source of a regular expression. */
export interface EmbeddedLanguage {
  readonly open: string;
  readonly close: string;
  readonly language: string;
}

export interface LanguageSyntax {
  /** VS Code language ids that share this syntax. */
  readonly ids: readonly string[];
  /** Files of each id, for when no editor says what a file is: `*.ext`, or a whole name. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
  readonly lineComments: readonly string[];
  /** Where a line comment may stand; `anywhere` when absent. */
  readonly lineCommentsAt?: Standing;
  readonly blockComments: readonly BlockCommentSyntax[];
  readonly strings: readonly StringSyntax[];
  /** The whole text is prose but for marked code (Markdown, plain text, commit messages, LaTeX, reStructuredText). */
  readonly prose?: boolean;
  readonly codeMarks?: readonly CodeMark[];
  readonly embedded?: readonly EmbeddedLanguage[];
  /** The file is a document of another language in which this one is embedded (PHP in HTML). */
  readonly host?: EmbeddedLanguage;
  /** Regular expression literals `/…/` exist (JavaScript, Ruby, Perl). */
  readonly regexLiterals?: boolean;
  /** Patterns (JavaScript regular expression source, first group = module name) for import statements on one line. */
  readonly imports: readonly string[];
  /** Keywords of several words are written with spaces between: SQL's `CREATE UNIQUE INDEX`. */
  readonly spacedKeywords?: boolean;
  /** Identifier characters beyond letters, digits and `_`: `$`, `-`, `?`. */
  readonly identifierExtra?: string;
}
