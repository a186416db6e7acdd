/**
 * The values that content files become. Data only: readers live beside this file, one a kind of file, and return
 * `Loaded<T>`: a broken file yields problems, never an exception, and never takes another file down with it.
 */

/** A fault in a content file. Line and character are 0-based; `character` counts UTF-16 units. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly character: number;
  readonly message: string;
}

export interface Loaded<T> {
  /** Undefined when the file cannot be used at all. */
  readonly value: T | undefined;
  readonly problems: readonly Problem[];
}

/** `engine` or `engine/preset`, as written in front matter. */
export interface SimulatorLink {
  readonly engine: string;
  readonly preset?: string;
}

export interface Source {
  readonly title: string;
  readonly author?: string;
  readonly year?: number;
  readonly url?: string;
}

export interface Section {
  readonly title: string;
  readonly markdown: string;
}

/** Where in a file a word stands. `identifier` is code that is neither comment nor string. */
export type Place = "identifier" | "comment" | "string" | "prose";

/**
 * How a term of ambiguous spelling proves that it is meant. All stated conditions must hold. What `near` and `around` find
 * must be more than chance: one word right beside the name, two different ones within some thirty lines, or one in the
 * file's path. Words are found in any inflection, `GraphQL` as `graphql` too.
 */
export interface Evidence {
  /** Only these spellings count, letter for letter (`CAP`, `Raft`). A word or phrase of the term, not of the file. */
  readonly spelling?: readonly string[];
  /** Only these words, in any case, and nothing inflected but a final s: `event store`, not `events stored`. */
  readonly form?: readonly string[];
  /** At least one of these words or phrases stands nearby: same identifier, or the sentence, comment or line around. */
  readonly near?: readonly string[];
  /** At least one of these words or phrases stands within some thirty lines: what the passage is about. */
  readonly around?: readonly string[];
  /** None of these stands nearby. */
  readonly notNear?: readonly string[];
  /** None of these stands within some thirty lines. */
  readonly notAround?: readonly string[];
  /** The name is not part of one of these phrases, which mean something else: `set timeout`, `availability zone`. */
  readonly notIn?: readonly string[];
  /** The file imports a module whose name contains one of these words. */
  readonly imports?: readonly string[];
  /** Only these kinds of place. */
  readonly places?: readonly Place[];
  /** Only these language ids. */
  readonly languages?: readonly string[];
}

/**
 * One way in which a name may be recognised. `of` names which of the term's names (see `namesOf`) it governs (all when
 * absent); the name counts when *any* of `when` holds. A name that no entry governs always counts.
 */
export interface Recognition {
  readonly of?: readonly string[];
  readonly when: readonly Evidence[];
}

/** Readers by experience: `designwise.level` says which one the user is. */
export type Level = "newcomer" | "practitioner" | "expert";

export interface Term {
  readonly id: string;
  readonly name: string;
  /** Other names, as people would say them: shown, searched, offered. */
  readonly aliases: readonly string[];
  /** Spellings of code, configuration and old texts that mean it: recognised, but neither shown nor offered. */
  readonly alsoWritten?: readonly string[];
  readonly topic: string;
  /** Stated when the topic's level does not fit: see `level.ts`. */
  readonly level?: Level;
  /** Markdown, at most three sentences. */
  readonly definition: string;
  /** In file order: Why it matters, Trade-offs, In numbers, How it fails, Seen in. */
  readonly sections: readonly Section[];
  readonly related: readonly string[];
  readonly patterns: readonly string[];
  readonly rules: readonly string[];
  readonly simulators: readonly SimulatorLink[];
  readonly sources: readonly Source[];
  readonly recognition: readonly Recognition[];
  /** A team's own: names not to be used for it, as the team wrote them. */
  readonly avoid?: readonly string[];
  /** The file it came from, relative to the content root or a workspace URI. */
  readonly file: string;
}

export type PatternLanguage = "typescript" | "javascript" | "python" | "java" | "go";

/** A place to type over in an inserted pattern: every whole-token occurrence of `token` becomes tab stop `index`. */
export interface TabStop {
  readonly index: number;
  readonly token: string;
}

export interface PatternCode {
  readonly language: PatternLanguage;
  /** What lies between the `designwise:begin` and `designwise:end` comments, without its common indentation. */
  readonly code: string;
  /** Import lines that the code needs, in the language's own syntax, one statement each. */
  readonly imports: readonly string[];
  readonly tabStops: readonly TabStop[];
}

export interface Pattern {
  readonly id: string;
  readonly name: string;
  /** What completion matches; without the common prefix. */
  readonly prefixes: readonly string[];
  readonly summary: string;
  readonly terms: readonly string[];
  readonly rules: readonly string[];
  readonly simulators: readonly SimulatorLink[];
  readonly sources: readonly Source[];
  readonly markdown: string;
  readonly code: readonly PatternCode[];
  readonly file: string;
}

export type Severity = "error" | "warning" | "information" | "hint";

/** The front matter and page of `server/rules/<id>/rule.md`. */
export interface RuleDoc {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Language ids of VS Code for which the rule is tested. */
  readonly languages: readonly string[];
  readonly terms: readonly string[];
  readonly patterns: readonly string[];
  readonly simulators: readonly SimulatorLink[];
  readonly sources: readonly Source[];
  /** Codes of other linters' rules of the same meaning (`S113`): a comment that silences one silences ours. */
  readonly equivalents: readonly string[];
  /** What, Why, Fix, When it is fine. Sources are in `sources`. */
  readonly markdown: string;
  readonly file: string;
}

/** Everything that ships, compiled by the build into one validated file so that start-up parses no Markdown. */
export interface Content {
  readonly terms: readonly Term[];
  readonly patterns: readonly Pattern[];
  readonly rules: readonly RuleDoc[];
}
