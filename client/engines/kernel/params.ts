/** Parameters of an engine: defaults, limits, and messages that let a reader mend the mistake without looking it up. */
import { parseDuration } from "./duration.ts";
import type { Engine, NumberParam, ParamSpec, ParamSpecs, ParamValue } from "./engine.ts";
import type { ParamProblem } from "./runTypes.ts";

export interface ResolvedParams {
  /** Complete: what was wrong or missing has its default. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly problems: readonly ParamProblem[];
}

/** Input that cannot be run; `problems` says why, one entry each. */
export class ParamError extends Error {
  readonly problems: readonly ParamProblem[];

  constructor(problems: readonly ParamProblem[]) {
    super(problems.map((problem) => problem.message).join("; "));
    this.name = "ParamError";
    this.problems = problems;
  }
}

/** Completes `partial` with defaults and says what in it cannot be used. A relation between parameters that does not
 *  hold has the problem's `param` empty, for it belongs to several. */
export function resolveParams(engine: Engine, partial: Readonly<Record<string, unknown>>): ResolvedParams {
  const specs: ParamSpecs = engine.params;
  const params: Record<string, ParamValue> = {};
  const problems: ParamProblem[] = [];
  for (const name of Object.keys(partial)) {
    if (Object.hasOwn(specs, name)) continue;
    const known = Object.keys(specs).join(", ");
    problems.push({ param: name, message: `${engine.id} has no parameter ${name}; it has ${known}` });
  }
  for (const [name, spec] of Object.entries(specs)) {
    const value = Object.hasOwn(partial, name) ? partial[name] : undefined;
    const message = value === undefined ? undefined : valueProblem(name, spec, value);
    params[name] = value === undefined || message !== undefined ? spec.default : (value as ParamValue);
    if (message !== undefined) problems.push({ param: name, message });
  }
  const relation = problems.length === 0 ? engine.validate?.(params) : undefined;
  if (relation !== undefined) problems.push({ param: "", message: relation });
  return { params: Object.freeze(params), problems };
}

/** A value as written by hand: numbers, durations where the unit is ms or s, `true`, `false`, a choice's value. Undefined
 *  when it cannot be one of this parameter; limits are checked by `resolveParams`. */
export function parseParam(spec: ParamSpec, text: string): ParamValue | undefined {
  if (spec.kind === "choice") return text;
  if (spec.kind === "flag") return text === "true" ? true : text === "false" ? false : undefined;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  const durationMs = spec.unit === "ms" || spec.unit === "s" ? parseDuration(text) : undefined;
  return durationMs === undefined ? undefined : spec.unit === "s" ? durationMs / 1000 : durationMs;
}

/** Why `action` cannot be taken with `argument`, or undefined. Actions without an argument ignore it. */
export function actionProblem(engine: Engine, action: string, argument: number): string | undefined {
  if (!Object.hasOwn(engine.actions, action)) {
    return `${engine.id} has no action ${action}; it has ${Object.keys(engine.actions).join(", ") || "none"}`;
  }
  const spec = engine.actions[action]!.argument;
  return spec === undefined ? undefined : valueProblem(action, spec, argument);
}

function valueProblem(name: string, spec: ParamSpec, value: unknown): string | undefined {
  switch (spec.kind) {
    case "flag":
      return typeof value === "boolean" ? undefined : `${name} must be true or false, not ${shown(value)}`;
    case "choice": {
      const values = spec.options.map((option) => option.value);
      if (typeof value === "string" && values.includes(value)) return undefined;
      return `${name} must be one of ${values.join(", ")}, not ${shown(value)}`;
    }
    case "number":
      return numberProblem(name, spec, value);
  }
}

function numberProblem(name: string, spec: NumberParam, value: unknown): string | undefined {
  const integer = spec.integer === true;
  const ok =
    typeof value === "number" &&
    value >= spec.min &&
    value <= spec.max &&
    (!integer || Number.isInteger(value));
  if (ok) return undefined;
  const unit = spec.unit === "" || spec.unit === "count" ? "" : ` ${spec.unit}`;
  const kind = integer ? "a whole number" : "a number";
  return `${name} must be ${kind} from ${spec.min} to ${spec.max}${unit}, not ${shown(value)}`;
}

function shown(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
