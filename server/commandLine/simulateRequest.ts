/** What `designwise simulate` is asked to run, read from its arguments; every complaint names what is known instead. */
import { engines } from "../../client/engines/index.gen.ts";
import { parseDuration } from "../../client/engines/kernel/duration.ts";
import type { Engine, ParamSpec, ParamValue } from "../../client/engines/kernel/engine.ts";
import { parseParam } from "../../client/engines/kernel/params.ts";
import { runLength } from "../../client/engines/kernel/runLength.ts";
import { didYouMean } from "../content/closest.ts";
import { choiceOf, type Invocation, stringOf, stringsOf, UsageError } from "./command.ts";

export interface SimulateRequest {
  readonly engine: Engine;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly seed: number;
  readonly until: number;
  readonly format: "text" | "json" | "csv";
}

export function readRequest(invocation: Invocation): SimulateRequest {
  const [id, ...rest] = invocation.positionals;
  if (id === undefined || rest.length > 0)
    throw new UsageError("simulate takes one engine, or files of scenarios.");
  const engine = engines.find((candidate) => candidate.id === id);
  if (!engine) {
    const known = engines.map((candidate) => candidate.id);
    throw new UsageError(`There is no engine "${id}".${didYouMean(id, known)} Known: ${known.join(", ")}.`);
  }
  const params = {
    ...presetOf(engine, stringOf(invocation, "preset")),
    ...settingsOf(engine, stringsOf(invocation, "set")),
  };
  return {
    engine,
    params,
    seed: seedOf(stringOf(invocation, "seed") ?? "1"),
    until: untilOf(engine, stringOf(invocation, "until")) ?? runLength(engine, params),
    format: choiceOf(invocation, "format", ["text", "json", "csv"]),
  };
}

function presetOf(engine: Engine, name: string | undefined): Readonly<Record<string, ParamValue>> {
  if (name === undefined) return {};
  const preset = Object.hasOwn(engine.presets, name) ? engine.presets[name] : undefined;
  if (preset) return preset.params;
  const known = Object.keys(engine.presets);
  throw new UsageError(
    `${engine.id} has no preset "${name}".${didYouMean(name, known)} Known: ${known.join(", ") || "none"}.`,
  );
}

function settingsOf(engine: Engine, settings: readonly string[]): Record<string, ParamValue> {
  const params: Record<string, ParamValue> = {};
  for (const setting of settings) {
    const [, name = "", text = ""] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    if (name === "") throw new UsageError(`--set takes parameter=value, not "${setting}".`);
    params[name] = paramOf(engine, name, text);
  }
  return params;
}

/** A value as typed; limits are checked when the run is made. */
export function paramOf(engine: Engine, name: string, text: string): ParamValue {
  const spec: ParamSpec | undefined = Object.hasOwn(engine.params, name) ? engine.params[name] : undefined;
  if (!spec) {
    const known = Object.keys(engine.params);
    throw new UsageError(
      `${engine.id} has no parameter "${name}".${didYouMean(name, known)} It has ${known.join(", ")}.`,
    );
  }
  const value = parseParam(spec, text);
  if (value !== undefined) return value;
  throw new UsageError(
    `${name} must be ${spec.kind === "flag" ? "true or false" : "a number"}, not "${text}".`,
  );
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) {
    throw new UsageError(`--seed is a whole number from 0 to 2^53 − 1, not "${text}".`);
  }
  return seed;
}

/** Milliseconds for engines that live in time, a number of operations for the others. */
function untilOf(engine: Engine, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const until = engine.kind === "process" ? parseDuration(text) : Number(text.replaceAll("_", ""));
  if (until !== undefined && Number.isFinite(until) && until > 0) return until;
  const expected = engine.kind === "process" ? "a duration such as 60s or 500ms" : "a number of operations";
  throw new UsageError(`--until is ${expected}, not "${text}".`);
}
