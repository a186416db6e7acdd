/**
 * What is known of a language without a grammar: its comment and string syntax, as data. One folder a language;
 * `index.gen.ts` finds them. A language that also has a grammar has `facts.scm` and `adapter.ts` beside it.
 */

export interface StringSyntax {
  readonly open: string;
  readonly close: string;
  /** Escape character inside, if any. Doubling of the closing quote is stated by `doubled`. */
  readonly escape?: string;
  readonly doubled?: boolean;
  /** May span lines. */
  readonly multiline?: boolean;
  /** Holes of code inside: `${` … `}`. */
  readonly interpolation?: { readonly open: string; readonly close: string };
  /** The string documents (Python docstring, Elixir @doc) and counts as a comment when it stands alone as a statement. */
  readonly documentation?: boolean;
}

export interface LanguageSyntax {
  /** VS Code language ids that share this syntax. */
  readonly ids: readonly string[];
  readonly lineComments: readonly string[];
  readonly blockComments: readonly { readonly open: string; readonly close: string; readonly nested?: boolean }[];
  readonly strings: readonly StringSyntax[];
  /** The whole text is prose but for marked code (Markdown, plain text, commit messages, LaTeX, reStructuredText). */
  readonly prose?: boolean;
  /** Prose languages: fences and inline marks whose inside is code. */
  readonly codeMarks?: readonly { readonly open: string; readonly close: string; readonly multiline: boolean }[];
  /** Regular expression literals `/…/` exist (JavaScript, Ruby, Perl). */
  readonly regexLiterals?: boolean;
  /** Patterns (JavaScript regular expression source, first group = module name) for import statements on one line. */
  readonly imports: readonly string[];
  /** Identifier characters beyond letters, digits and `_`: `$`, `-`, `?`. */
  readonly identifierExtra?: string;
}
