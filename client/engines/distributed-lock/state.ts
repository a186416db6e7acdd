/** State of the distributed-lock engine: the lock service, the storage, what each client is at, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { Fence } from "./primitives/fence.ts";
import { LeaseTable } from "./primitives/leaseTable.ts";

export type Context = EngineContext<"value" | "late" | "held", "look" | "write" | "end" | "tick">;

export type Phase = "waiting" | "working" | "paused";

/** What a client did from when to when, for the timeline. */
export interface Span {
  readonly client: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly what: "held" | "late";
  readonly token: number;
  readonly outcome: "done" | "refused" | "lost" | "gave up";
}

export interface State {
  readonly params: Params;
  readonly locks: LeaseTable;
  readonly fence: Fence;
  /** Clients that want the lock, first come first served. */
  readonly waiting: number[];
  readonly phase: Phase[];
  readonly token: Float64Array;
  readonly sinceMs: Float64Array;
  /** What each client has read. */
  readonly read: Float64Array;
  readonly spans: Span[];
  /** The number that all of them count up. */
  value: number;
  /** Writes that the storage took: what the value should be. */
  accepted: number;
  refused: number;
  gaveUp: number;
  grants: number;
  late: number;
  heldMs: number;
  heldCount: number;
  /** Grants while an earlier holder still went on to its write. */
  overlaps: number;
  /** Whose lease is running, and the event of its end; −1 for none. */
  holder: number;
  endEvent: number;
  holderSinceMs: number;
  tickLate: number;
  lastClient: number;
  lastText: string;
}

export function createState(values: Params): State {
  const clients = Array.from({ length: values.clients }, (_, client) => client);
  return {
    params: values,
    locks: new LeaseTable(1),
    fence: new Fence(),
    waiting: clients,
    phase: clients.map(() => "waiting"),
    token: new Float64Array(values.clients),
    sinceMs: new Float64Array(values.clients),
    read: new Float64Array(values.clients),
    spans: [],
    value: 0,
    accepted: 0,
    refused: 0,
    gaveUp: 0,
    grants: 0,
    late: 0,
    heldMs: 0,
    heldCount: 0,
    overlaps: 0,
    holder: -1,
    endEvent: -1,
    holderSinceMs: 0,
    tickLate: 0,
    lastClient: 0,
    lastText: "",
  };
}

/** Increments that were accepted and are not in the value. */
export const lostUpdates = ({ accepted, value }: State): number => accepted - value;
