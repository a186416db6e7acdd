/** State of the linearizability engine: nodes, clients, the history under way, and what the checker said of it. */
import type { EngineContext } from "../kernel/engine.ts";
import { nodeCount, type Params } from "./params.ts";
import type { LinearizabilityVerdict } from "./primitives/linearizability.ts";

export type Context = EngineContext<
  "response" | "steps" | "open",
  "call" | "message" | "timeout" | "recorded" | "begin"
>;

/** A copy with the version that it was written with; a queue keeps its values in `items` besides. */
export interface Node {
  version: number;
  value: number;
  readonly items: number[];
  down: boolean;
}

export const NOTHING = -1;

/** One operation of the history under way. */
export interface Operation {
  readonly client: number;
  /** Jepsen's rule: who gives up goes on as another process. */
  readonly process: number;
  readonly f: "read" | "write" | "cas" | "enqueue" | "dequeue";
  /** What is written or enqueued; of `cas` also what is expected. */
  readonly value: number;
  readonly expected: number;
  readonly calledMs: number;
  /** Position of call and return among all events of the history. */
  readonly called: number;
  returned: number;
  returnedMs: number;
  outcome: "ok" | "fail" | "info" | "open";
  output: number;
  /** 1 while it asks, 2 while it writes. */
  phase: number;
  /** Of the write under way; and the newest seen so far. */
  version: number;
  written: number;
  seenVersion: number;
  seenValue: number;
  /** What each node answered in phase 1, and how many answered in the phase. */
  readonly answerVersions: number[];
  readonly answerValues: number[];
  replies: number;
  timer: number;
}

export interface State {
  readonly params: Params;
  readonly nodes: Node[];
  operations: Operation[];
  /** Number of the first operation of this history; messages of older ones are lost. */
  first: number;
  position: number;
  nextProcess: number;
  readonly processes: Int32Array;
  nextValue: number;
  open: number;
  /** What the checker said of the history so far. */
  verdict: LinearizabilityVerdict;
  order: readonly number[];
  stuckAt: number;
  /** Complete histories, and those among them that were not linearizable or not decided. */
  histories: number;
  violated: number;
  undecided: number;
  completed: number;
  unknownOutcomes: number;
  responseMs: number;
  steps: number;
  checks: number;
  lastText: string;
}

export function createState(params: Params): State {
  return {
    params,
    nodes: Array.from({ length: nodeCount(params) }, createNode),
    operations: [],
    first: 0,
    position: 0,
    nextProcess: params.clients,
    processes: Int32Array.from({ length: params.clients }, (_, i) => i),
    nextValue: 1,
    open: 0,
    verdict: "linearizable",
    order: [],
    stuckAt: NOTHING,
    histories: 0,
    violated: 0,
    undecided: 0,
    completed: 0,
    unknownOutcomes: 0,
    responseMs: 0,
    steps: 0,
    checks: 0,
    lastText: "",
  };
}

export function createNode(): Node {
  return { version: 0, value: NOTHING, items: [], down: false };
}

/** The operation with this number over the whole run, if its history is still under way. */
export function operationAt(state: State, serial: number): Operation | undefined {
  return serial < state.first ? undefined : state.operations[serial - state.first];
}

export const valueText = (value: number): string => (value === NOTHING ? "nothing" : `${value}`);

export function operationText({ f, value, expected, output, outcome }: Operation): string {
  const asks = f === "read" || f === "dequeue";
  const operand = asks ? "" : f === "cas" ? ` ${valueText(expected)}→${value}` : ` ${value}`;
  if (outcome === "open") return `${f}${operand} …`;
  if (outcome === "info") return `${f}${operand} ?`;
  if (f === "cas") return `${f}${operand}${outcome === "ok" ? "" : " no"}`;
  return asks ? `${f} ${valueText(output)}` : `${f}${operand}`;
}
