/**
 * Reads a request to open the simulator from a command link or a URI. Both come from outside, so every field is checked
 * for its type and name here. Limits of parameters are the form's business: it shows what is wrong beside the field,
 * where it can be mended.
 */
import type { Engine, ParamSpec, ParamValue } from "../engines/kernel/engine.ts";
import type { BoundAction } from "../engines/kernel/runTypes.ts";
import type { OpenRequest } from "./protocol.ts";

/** Actions a link may hold; more would be no scenario but an attack on the address bar. */
const maxActions = 1000;
const maxEvents = 1e9;
const maxSeed = Number.MAX_SAFE_INTEGER;

export type ParsedRequest =
  | { readonly request: OpenRequest; readonly problem?: undefined }
  | { readonly request?: undefined; readonly problem: string };

export function parseRequest(value: unknown, engines: readonly Engine[]): ParsedRequest {
  if (!isRecord(value)) return { problem: "The simulator needs a request with the field engine." };
  const engine = engines.find((candidate) => candidate.id === value.engine);
  if (engine === undefined) {
    const known = engines.map((candidate) => candidate.id).join(", ");
    return { problem: `There is no simulation ${quote(value.engine)}. Known: ${known}.` };
  }
  const problem =
    presetProblem(engine, value.preset) ??
    paramsProblem(engine, value.params) ??
    integerProblem("seed", value.seed, maxSeed) ??
    integerProblem("events", value.events, maxEvents) ??
    actionsProblem(engine, value.actions);
  if (problem !== undefined) return { problem };
  return {
    request: {
      engine: engine.id,
      ...(typeof value.preset === "string" ? { preset: value.preset } : {}),
      ...(isRecord(value.params) ? { params: value.params as Record<string, ParamValue> } : {}),
      ...(typeof value.seed === "number" ? { seed: value.seed } : {}),
      ...(typeof value.events === "number" ? { events: value.events } : {}),
      ...(Array.isArray(value.actions) ? { actions: value.actions as BoundAction[] } : {}),
    },
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function presetProblem(engine: Engine, preset: unknown): string | undefined {
  if (preset === undefined) return undefined;
  if (typeof preset === "string" && Object.hasOwn(engine.presets, preset)) return undefined;
  return `${engine.title} has no preset ${quote(preset)}. Known: ${Object.keys(engine.presets).join(", ")}.`;
}

function paramsProblem(engine: Engine, params: unknown): string | undefined {
  if (params === undefined) return undefined;
  if (!isRecord(params)) return "The field params must be an object of parameter values.";
  for (const [name, value] of Object.entries(params)) {
    const spec: ParamSpec | undefined = Object.hasOwn(engine.params, name) ? engine.params[name] : undefined;
    if (spec === undefined) {
      return `${engine.title} has no parameter ${quote(name)}. Known: ${Object.keys(engine.params).join(", ")}.`;
    }
    if (typeof value !== expectedType[spec.kind] || (typeof value === "number" && !Number.isFinite(value))) {
      return `The parameter ${name} of ${engine.title} must be a ${expectedType[spec.kind]}, not ${quote(value)}.`;
    }
  }
  return undefined;
}

const expectedType = { number: "number", choice: "string", flag: "boolean" } as const;

function integerProblem(name: string, value: unknown, max: number): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max) return undefined;
  return `The ${name} must be a whole number from 0 to ${max}, not ${quote(value)}.`;
}

function actionsProblem(engine: Engine, actions: unknown): string | undefined {
  if (actions === undefined) return undefined;
  if (!Array.isArray(actions) || actions.length > maxActions)
    return `At most ${maxActions} actions can be given.`;
  for (const action of actions as unknown[]) {
    if (
      !isRecord(action) ||
      typeof action.action !== "string" ||
      !Object.hasOwn(engine.actions, action.action)
    ) {
      return `${engine.title} knows no action ${quote(isRecord(action) ? action.action : action)}.`;
    }
    const problem = integerProblem("event of an action", action.atEvent ?? null, maxEvents);
    if (problem !== undefined) return problem;
    if (typeof action.argument !== "number" || !Number.isFinite(action.argument)) {
      return `The argument of the action ${action.action} must be a number, not ${quote(action.argument)}.`;
    }
  }
  return undefined;
}

/** Short and safe to show, whatever came in. */
function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
