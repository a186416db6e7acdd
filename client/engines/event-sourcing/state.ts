/** State of the event-sourcing engine: the log is the truth; snapshots and the read model can be thrown away. */
import type { EngineContext } from "../kernel/engine.ts";
import { Zipf } from "../kernel/zipf.ts";
import { type AccountEvent, type AccountSnapshot, applyToAccount, EMPTY } from "./account.ts";
import type { Params } from "./params.ts";
import { type LoadedAggregate, loadAggregate } from "./primitives/aggregateLoader.ts";
import { EventStore } from "./primitives/eventStore.ts";
import { Projection } from "./primitives/projection.ts";

export type Context = EngineContext<"replayed" | "lag" | "events", "command">;

/** Of the read model: cents by account, and how many of the entries were deposits. */
export interface Statement {
  readonly cents: Float64Array;
  deposits: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly store: EventStore<AccountEvent>;
  readonly snapshots: Map<string, AccountSnapshot>;
  readonly projection: Projection<Statement>;
  /** The read model is away, and reads nothing. */
  projectionDown: boolean;
  /** Parts of an event that it could still have applied. */
  credit: number;
  /** All cents that were ever written, for the books. */
  totalCents: number;
  newSchema: boolean;
  commands: number;
  replayed: number;
  upcast: number;
  snapshotsTaken: number;
  lagMax: number;
  lastStream: string;
  lastReplayed: number;
  lastCents: number;
}

export function createState(params: Params): State {
  return {
    params,
    zipf: new Zipf(params.accounts, params.exponent),
    store: new EventStore<AccountEvent>(),
    snapshots: new Map(),
    projection: new Projection<Statement>(emptyStatement(params)),
    projectionDown: false,
    credit: 0,
    totalCents: 0,
    newSchema: false,
    commands: 0,
    replayed: 0,
    upcast: 0,
    snapshotsTaken: 0,
    lagMax: 0,
    lastStream: "",
    lastReplayed: 0,
    lastCents: 0,
  };
}

export function emptyStatement({ accounts }: Params): Statement {
  return { cents: new Float64Array(accounts), deposits: 0 };
}

export const streamName = (account: number): string => `account ${account + 1}`;

/** With its snapshot, or from the very first event. */
export function loadAccount(
  state: State,
  stream: string,
  withSnapshot = true,
): LoadedAggregate<AccountSnapshot["state"]> {
  const snapshot = withSnapshot ? state.snapshots.get(stream) : undefined;
  return loadAggregate(state.store, stream, EMPTY, applyToAccount, snapshot);
}

export const projectionLag = ({ store, projection }: State): number => store.length - projection.position;
