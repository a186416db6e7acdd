/** State of the availability engine: which units are up, who repairs what, and the outages of the whole. */
import type { EngineContext } from "../kernel/engine.ts";
import { type Params, unitsOf } from "./params.ts";
import { blockIsUp, type ReliabilityBlock } from "./primitives/reliabilityBlock.ts";
import { diagramOf } from "./structure.ts";

export type Context = EngineContext<
  "availability" | "units" | "outage",
  "fail" | "repair" | "shock" | "switch" | "tick"
>;

export interface State {
  readonly params: Params;
  readonly tickMs: number;
  readonly diagram: ReliabilityBlock;
  readonly up: Uint8Array;
  /** By unit: the event of its failure, or of the end of its repair; −1 while it waits for a crew. */
  readonly next: Float64Array;
  /** Broken units that wait for a crew, oldest first. */
  readonly waiting: number[];
  readonly downSinceMs: Float64Array;
  /** Units in repair. */
  repairing: number;
  unitDownMs: number;
  unitFailures: number;
  /** Active-passive: who works, and the running switch; −1 for none. */
  active: number;
  switchEvent: number;
  failovers: number;
  systemUp: boolean;
  systemSinceMs: number;
  downMs: number;
  outages: number;
  endedOutages: number;
  endedMs: number;
  lastOutageMs: number;
  lastUnit: number;
  lastText: string;
}

export function createState(values: Params, tickMs: number): State {
  const count = unitsOf(values);
  return {
    params: values,
    tickMs,
    diagram: diagramOf(values),
    up: new Uint8Array(count).fill(1),
    next: new Float64Array(count).fill(-1),
    waiting: [],
    downSinceMs: new Float64Array(count),
    repairing: 0,
    unitDownMs: 0,
    unitFailures: 0,
    active: 0,
    switchEvent: -1,
    failovers: 0,
    systemUp: true,
    systemSinceMs: 0,
    downMs: 0,
    outages: 0,
    endedOutages: 0,
    endedMs: 0,
    lastOutageMs: 0,
    lastUnit: 0,
    lastText: "",
  };
}

/** Whether the system does its work now. */
export function worksNow({ params, diagram, up, active, switchEvent }: State): boolean {
  if (params.structure === "standby") return switchEvent < 0 && up[active] === 1;
  return blockIsUp(diagram, (unit) => up[unit] === 1);
}

export const systemDownMs = (state: State, nowMs: number): number =>
  state.downMs + (state.systemUp ? 0 : nowMs - state.systemSinceMs);

export function unitsDownMs(state: State, nowMs: number): number {
  let sum = state.unitDownMs;
  for (let unit = 0; unit < state.up.length; unit++)
    if (state.up[unit] === 0) sum += nowMs - state.downSinceMs[unit]!;
  return sum;
}

export const unitsUp = ({ up }: State): number => up.reduce((sum, value) => sum + value, 0);
