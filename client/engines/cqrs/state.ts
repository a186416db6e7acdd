/** State of the CQRS engine: the write side's log, the read side's position in it, and the users who look too early. */
import { Projection } from "../event-sourcing/primitives/projection.ts";
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";
import { VersionWaiters } from "./primitives/versionWaiters.ts";

export type Context = EngineContext<
  "lag" | "behind" | "queue",
  "write" | "deliver" | "projected" | "read" | "giveUp" | "rebuild" | "shadow"
>;

/** The read model: what the events add up to. */
export interface Totals {
  count: number;
  sum: number;
}

export interface State {
  readonly params: Params;
  /** Of each event, from position 1, when it was committed and what all up to it add up to. */
  readonly committedMs: number[];
  readonly sums: number[];
  readonly readModel: Projection<Totals>;
  /** Latest event that has come to the read side. */
  delivered: number;
  busy: boolean;
  projectionDown: boolean;
  /** Events up to here are applied in batches, for they are being applied again. */
  catchUpTo: number;
  /** Position of a new read model beside the old one, −1 while there is none. */
  shadow: number;
  rebuildFromMs: number;
  rebuildMs: number;
  /** The latest event that the read model ever showed. */
  shown: number;
  readonly waiters: VersionWaiters;
  /** Of each user who waits, since when, and the event that gives up. */
  readonly waiting: Map<number, { sinceMs: number; timer: number }>;
  lagMs: number;
  readonly lags: Histogram;
  reads: number;
  early: number;
  stale: number;
  waitMs: number;
  writeSideReads: number;
  lastText: string;
}

/** More than can be waiting with any parameters that are allowed; a server would take some such limit. */
const WAITERS = 100_000;

export function createState(params: Params): State {
  return {
    params,
    committedMs: [0],
    sums: [0],
    readModel: new Projection<Totals>({ count: 0, sum: 0 }),
    delivered: 0,
    busy: false,
    projectionDown: false,
    catchUpTo: 0,
    shadow: -1,
    rebuildFromMs: -1,
    rebuildMs: 0,
    shown: 0,
    waiters: new VersionWaiters(WAITERS),
    waiting: new Map(),
    lagMs: 0,
    lags: createHistogram(),
    reads: 0,
    early: 0,
    stale: 0,
    waitMs: 0,
    writeSideReads: 0,
    lastText: "",
  };
}

/** Position of the latest event that is committed. */
export const committed = ({ committedMs }: State): number => committedMs.length - 1;

export const behind = (state: State): number => committed(state) - state.readModel.position;
