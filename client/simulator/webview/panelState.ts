/** What the panel keeps over a reload: reading it back with distrust, since an older version may have written it. */
import type { Engine } from "../../engines/kernel/engine.ts";
import { resolveParams } from "../../engines/kernel/params.ts";
import type { ParamProblem, RunInput } from "../../engines/kernel/runTypes.ts";
import { type OpenRequest, type PanelState, tabs } from "../protocol.ts";
import { isRecord, parseRequest } from "../request.ts";
import { presetParams } from "./form/presets.ts";
import { defaultSpeed } from "./run/speeds.ts";

/** The seed of a run that nobody asked a seed for. */
const defaultSeed = 1;

/** Undefined when the saved state cannot be used: then the panel begins anew. */
export function readState(value: unknown, engines: readonly Engine[]): PanelState | undefined {
  if (!isRecord(value)) return undefined;
  const input = readInput(value.input, engines);
  const engine = engines.find(({ id }) => id === input?.engine);
  if (input === undefined || engine === undefined) return undefined;
  const compare = readInput(value.compare, engines);
  const speed = typeof value.speed === "number" && value.speed > 0 ? value.speed : defaultSpeed(engine);
  const tab = tabs.find((known) => known === value.tab) ?? "run";
  const events = typeof value.events === "number" && value.events >= 0 ? Math.floor(value.events) : 0;
  return { input, events, speed, tab, ...(compare?.engine === engine.id ? { compare } : {}) };
}

export interface Opening {
  readonly state: PanelState;
  /** Parameters of the request that cannot be used; the state has defaults in their place. */
  readonly problems: readonly ParamProblem[];
  /** As asked, for the form to show what the problems are about. */
  readonly asked: RunInput["params"];
}

/** The state that a request asks for. `parseRequest` has checked its names and types, the limits are checked here. */
export function openingState(engine: Engine, request: OpenRequest): Opening {
  const asked = { ...presetParams(engine, request.preset), ...request.params };
  const { params, problems } = resolveParams(engine, asked);
  const usable = problems.some(({ param }) => param === "") ? presetParams(engine, request.preset) : params;
  const input: RunInput = {
    engine: engine.id,
    params: usable,
    seed: request.seed ?? defaultSeed,
    actions: request.actions ?? [],
  };
  return {
    state: { input, events: request.events ?? 0, speed: defaultSpeed(engine, usable), tab: "run" },
    problems,
    asked,
  };
}

function readInput(value: unknown, engines: readonly Engine[]): RunInput | undefined {
  const { request } = parseRequest(value, engines);
  const engine = engines.find(({ id }) => id === request?.engine);
  if (request === undefined || engine === undefined) return undefined;
  const { params, problems } = resolveParams(engine, request.params ?? {});
  if (problems.length > 0) return undefined;
  return { engine: engine.id, params, seed: request.seed ?? defaultSeed, actions: request.actions ?? [] };
}
