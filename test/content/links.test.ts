/**
 * The four faces are one: every link between terms, patterns, rules and engines resolves, and in both directions, so
 * that wherever a reader starts, the rest is one click away.
 */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import type { SimulatorLink } from "../../server/content/types.ts";
import { shippedContent } from "../support/content.ts";

const { terms, patterns, rules } = await shippedContent();
const termOf = new Map(terms.map((term) => [term.id, term]));
const patternOf = new Map(patterns.map((pattern) => [pattern.id, pattern]));
const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
const engineOf = new Map(engines.map((engine) => [engine.id, engine]));

const missing = (ids: readonly string[], map: ReadonlyMap<string, unknown>): string[] =>
  ids.filter((id) => !map.has(id));
const deadSimulators = (links: readonly SimulatorLink[]): string[] =>
  links
    .filter(({ engine, preset }) => {
      const known = engineOf.get(engine);
      return !known || (preset !== undefined && !(preset in known.presets));
    })
    .map(({ engine, preset }) => (preset ? `${engine}/${preset}` : engine));

describe("links between the faces", () => {
  for (const term of terms) {
    it(`term ${term.id}`, () => {
      assert.deepEqual(missing(term.related, termOf), [], "related terms exist");
      assert.deepEqual(missing(term.patterns, patternOf), [], "patterns exist");
      assert.deepEqual(missing(term.rules, ruleOf), [], "rules exist");
      assert.deepEqual(deadSimulators(term.simulators), [], "simulators exist");
      assert.deepEqual(
        term.related.filter((id) => !termOf.get(id)?.related.includes(term.id)),
        [],
        "related terms name it back",
      );
      assert.deepEqual(
        term.patterns.filter((id) => !patternOf.get(id)?.terms.includes(term.id)),
        [],
        "patterns name it back",
      );
      assert.deepEqual(
        term.rules.filter((id) => !ruleOf.get(id)?.terms.includes(term.id)),
        [],
        "rules name it back",
      );
    });
  }
  for (const pattern of patterns) {
    it(`pattern ${pattern.id}`, () => {
      assert.deepEqual(missing(pattern.terms, termOf), []);
      assert.deepEqual(missing(pattern.rules, ruleOf), []);
      assert.deepEqual(deadSimulators(pattern.simulators), []);
      assert.deepEqual(
        pattern.terms.filter((id) => !termOf.get(id)?.patterns.includes(pattern.id)),
        [],
        "terms name it back",
      );
      assert.deepEqual(
        pattern.rules.filter((id) => !ruleOf.get(id)?.patterns.includes(pattern.id)),
        [],
        "rules name it back",
      );
    });
  }
  for (const rule of rules) {
    it(`rule ${rule.id}`, () => {
      assert.deepEqual(missing(rule.terms, termOf), []);
      assert.deepEqual(missing(rule.patterns, patternOf), []);
      assert.deepEqual(deadSimulators(rule.simulators), []);
      assert.ok(rule.terms.length > 0, "a rule has a term");
      assert.deepEqual(
        rule.terms.filter((id) => !termOf.get(id)?.rules.includes(rule.id)),
        [],
        "terms name it back",
      );
      assert.deepEqual(
        rule.patterns.filter((id) => !patternOf.get(id)?.rules.includes(rule.id)),
        [],
        "patterns name it back",
      );
    });
  }
  for (const engine of engines) {
    it(`engine ${engine.id}`, () => {
      const term = termOf.get(engine.term);
      assert.ok(term, `its term ${engine.term} exists`);
      assert.ok(
        term.simulators.some((link) => link.engine === engine.id),
        "its term names it back",
      );
    });
  }
});
