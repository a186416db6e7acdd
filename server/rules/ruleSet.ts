/**
 * The rules of a session with their pages. It remembers which rule has failed: a rule that throws is our bug, but the
 * other rules and the user's editing go on, and the session says so once.
 */
import type { RuleDoc } from "../content/types.ts";
import type { Rule } from "./rule.ts";

export interface LoadedRule {
  readonly rule: Rule;
  readonly doc: RuleDoc;
}

export class RuleSet {
  readonly #rules: readonly LoadedRule[];
  readonly #failed = new Set<string>();
  /** Rules without a page and pages without a rule. */
  readonly problems: readonly string[];

  constructor(rules: readonly Rule[], docs: readonly RuleDoc[]) {
    this.#rules = rules.flatMap((rule) => {
      const doc = docs.find(({ id }) => id === rule.id);
      return doc ? [{ rule, doc }] : [];
    });
    const loaded = new Set(this.#rules.map(({ rule }) => rule.id));
    this.problems = [...rules, ...docs]
      .filter(({ id }) => !loaded.has(id))
      .map(({ id }) => `Rule "${id}" is off: its code and its page do not go together.`);
  }

  /** Ids of all rules, also of those that have failed. */
  get ids(): readonly string[] {
    return this.#rules.map(({ rule }) => rule.id);
  }

  get docs(): readonly RuleDoc[] {
    return this.#rules.map(({ doc }) => doc);
  }

  doc(id: string): RuleDoc | undefined {
    return this.#rules.find(({ rule }) => rule.id === id)?.doc;
  }

  /** The rules to run on a language. */
  for(languageId: string): readonly LoadedRule[] {
    return this.#rules.filter(
      ({ rule, doc }) => !this.#failed.has(rule.id) && doc.languages.includes(languageId),
    );
  }

  /** Takes a rule out of service for this session; returns what to tell the user. */
  disable(id: string, error: unknown): string {
    this.#failed.add(id);
    const reason = error instanceof Error ? error.message : String(error);
    return `Rule "${id}" failed and is off until the server restarts: ${reason}`;
  }
}
