/**
 * The one scenario grammar, for files, the command line and comments in code:
 *
 *     designwise: <engine>[/<preset>] set k=v … seed n at t action [argument] … until t expect metric >= value …
 *
 * Clauses may repeat and come in any order; `designwise:` may be missing. Times are `60s`, `500ms`, `2m` or plain
 * numbers (ms, or operations); values take `%`. `expect metric ~ theory` asks for theory within its tolerance.
 */
import { parseDuration } from "./duration.ts";
import type { Engine, ParamValue, Unit } from "./engine.ts";
import { actionProblem, parseParam, resolveParams } from "./params.ts";
import { runLength } from "./runLength.ts";

export type Comparison = ">=" | "<=" | ">" | "<" | "=" | "~";

export interface Expectation {
  readonly metric: string;
  readonly comparison: Comparison;
  /** Undefined for `~ theory`. */
  readonly value: number | undefined;
  /** As written, for messages. */
  readonly text: string;
}

export interface Scenario {
  readonly engine: Engine;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly seed: number;
  /** Ascending. */
  readonly actions: readonly { readonly at: number; readonly action: string; readonly argument: number }[];
  readonly until: number;
  readonly expectations: readonly Expectation[];
}

/** A scenario that cannot be read; `column` counts from 1 in the text that was parsed. */
export class ScenarioError extends Error {
  readonly column: number;

  constructor(message: string, column: number) {
    super(message);
    this.name = "ScenarioError";
    this.column = column;
  }
}

interface Word {
  readonly text: string;
  readonly column: number;
}

const KEYWORDS = new Set(["set", "seed", "at", "until", "expect"]);
const COMPARISONS: readonly string[] = [">=", "<=", ">", "<", "=", "~"];

/** @throws ScenarioError */
export function parseScenario(text: string, engines: readonly Engine[]): Scenario {
  return new ScenarioParser(text, engines).parse();
}

class ScenarioParser {
  readonly #words: readonly Word[];
  readonly #engines: readonly Engine[];
  readonly #endColumn: number;
  #at = 0;

  constructor(text: string, engines: readonly Engine[]) {
    this.#words = [...text.matchAll(/\S+/g)].map((match) => ({ text: match[0], column: match.index + 1 }));
    this.#engines = engines;
    this.#endColumn = text.trimEnd().length + 1;
  }

  parse(): Scenario {
    if (this.#peek() === "designwise:") this.#at++;
    const { engine, preset } = this.#engine();
    const params: Record<string, ParamValue> = { ...preset };
    const actions: { at: number; action: string; argument: number }[] = [];
    const expectations: Expectation[] = [];
    let seed = 1;
    let until: number | undefined;
    while (this.#at < this.#words.length) {
      const keyword = this.#word("a clause");
      if (keyword.text === "set") this.#set(engine, params);
      else if (keyword.text === "seed") seed = this.#seed();
      else if (keyword.text === "at") actions.push(this.#action(engine));
      else if (keyword.text === "until") until = this.#time();
      else if (keyword.text === "expect") expectations.push(this.#expectation(engine));
      else throw fault(keyword, `expected set, seed, at, until or expect, not «${keyword.text}»`);
    }
    const { params: complete, problems } = resolveParams(engine, params);
    // Each value was checked where it stands; what is left concerns several of them.
    if (problems[0] !== undefined) throw new ScenarioError(problems[0].message, 1);
    actions.sort((left, right) => left.at - right.at);
    until ??= runLength(engine, complete);
    return { engine, params: complete, seed, actions, until, expectations };
  }

  #peek(): string | undefined {
    return this.#words[this.#at]?.text;
  }

  #word(what: string): Word {
    const word = this.#words[this.#at++];
    if (word === undefined) throw new ScenarioError(`expected ${what} at the end`, this.#endColumn);
    return word;
  }

  #engine(): { engine: Engine; preset: Readonly<Record<string, ParamValue>> } {
    const word = this.#word("an engine");
    const [id, presetId] = word.text.split("/", 2);
    const engine = this.#engines.find((candidate) => candidate.id === id);
    if (engine === undefined) {
      throw fault(word, `no engine «${id}»; there are ${this.#engines.map((one) => one.id).join(", ")}`);
    }
    if (presetId === undefined) return { engine, preset: {} };
    if (!Object.hasOwn(engine.presets, presetId)) {
      throw fault(
        word,
        `${id} has no preset «${presetId}»; it has ${Object.keys(engine.presets).join(", ")}`,
      );
    }
    return { engine, preset: engine.presets[presetId]!.params };
  }

  #set(engine: Engine, params: Record<string, ParamValue>): void {
    do {
      const word = this.#word("name=value");
      const [, name, text] = /^([^=]+)=(.+)$/.exec(word.text) ?? [];
      if (name === undefined || text === undefined)
        throw fault(word, `expected name=value, not «${word.text}»`);
      if (Object.hasOwn(engine.params, name)) {
        // What cannot be read is left as it is, for the check to name the parameter's limits.
        params[name] = parseParam(engine.params[name], text) ?? text;
      }
      const one = Object.hasOwn(engine.params, name) ? { [name]: params[name] } : { [name]: text };
      const problem = resolveParams(engine, one).problems.find((candidate) => candidate.param === name);
      if (problem !== undefined) throw fault(word, problem.message);
    } while (this.#at < this.#words.length && !KEYWORDS.has(this.#peek()!));
  }

  #seed(): number {
    const word = this.#word("a seed");
    const seed = Number(word.text);
    if (/^\d+$/.test(word.text) && Number.isSafeInteger(seed)) return seed;
    throw fault(word, `seed must be a whole number from 0, not «${word.text}»`);
  }

  #time(): number {
    const word = this.#word("a time");
    const time = parseDuration(word.text);
    if (time === undefined) throw fault(word, `expected a time such as 60s or 5000, not «${word.text}»`);
    return time;
  }

  #action(engine: Engine): { at: number; action: string; argument: number } {
    const at = this.#time();
    const name = this.#word("an action");
    const spec = engine.actions[name.text]?.argument;
    let argument = spec?.default ?? 0;
    let place = name;
    if (spec !== undefined && this.#at < this.#words.length && !KEYWORDS.has(this.#peek()!)) {
      place = this.#word("an argument");
      argument = Number(parseParam(spec, place.text) ?? NaN);
    }
    const problem = actionProblem(engine, name.text, argument);
    if (problem !== undefined) throw fault(place, problem);
    return { at, action: name.text, argument };
  }

  #expectation(engine: Engine): Expectation {
    const metric = this.#word("a metric");
    if (!Object.hasOwn(engine.metrics, metric.text)) {
      const known = Object.keys(engine.metrics).join(", ");
      throw fault(metric, `${engine.id} has no metric «${metric.text}»; it has ${known}`);
    }
    const comparison = this.#word("a comparison");
    if (!COMPARISONS.includes(comparison.text)) {
      throw fault(comparison, `expected one of ${COMPARISONS.join(" ")}, not «${comparison.text}»`);
    }
    const value = this.#word("a value");
    const text = `${metric.text} ${comparison.text} ${value.text}`;
    const common = { metric: metric.text, comparison: comparison.text as Comparison, text };
    if (comparison.text === "~") {
      if (value.text !== "theory") throw fault(value, `expected theory after ~, not «${value.text}»`);
      if (engine.theory?.[metric.text] === undefined)
        throw fault(metric, `there is no theory for ${metric.text}`);
      return { ...common, value: undefined };
    }
    return { ...common, value: expectedValue(value, engine.metrics[metric.text]!.unit) };
  }
}

function expectedValue(word: Word, unit: Unit): number {
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(word.text);
  if (percent !== null) return Number(percent[1]) / (unit === "%" ? 1 : 100);
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word.text)) return Number(word.text);
  const durationMs = unit === "ms" || unit === "s" ? parseDuration(word.text) : undefined;
  if (durationMs === undefined) throw fault(word, `expected a number, not «${word.text}»`);
  return unit === "s" ? durationMs / 1000 : durationMs;
}

function fault(word: Word, message: string): ScenarioError {
  return new ScenarioError(message, word.column);
}
