/**
 * A state is its events, folded: state = apply(…apply(apply(initial, e₁), e₂)…). A snapshot is that of some version, kept so
 * that only what came later has to be applied. It is a cache: losing it costs time, never truth.
 */
import type { EventStore, StoredEvent } from "./eventStore.ts";

export interface AggregateSnapshot<State> {
  readonly version: number;
  readonly state: State;
}

/** Pure: returns a new state, and leaves the old one as it was. */
export type ApplyEvent<State, Data> = (state: State, event: StoredEvent<Data>) => State;

export interface LoadedAggregate<State> extends AggregateSnapshot<State> {
  /** Events that had to be applied. */
  readonly replayed: number;
}

export function foldEvents<State, Data>(
  initial: State,
  apply: ApplyEvent<State, Data>,
  events: readonly StoredEvent<Data>[],
): State {
  return events.reduce(apply, initial);
}

/** The present state of a stream, from a snapshot of it if there is one. */
export function loadAggregate<State, Data>(
  store: EventStore<Data>,
  stream: string,
  initial: State,
  apply: ApplyEvent<State, Data>,
  snapshot?: AggregateSnapshot<State>,
): LoadedAggregate<State> {
  const from = snapshot ?? { version: 0, state: initial };
  const events = store.read(stream, from.version);
  return {
    version: from.version + events.length,
    state: foldEvents(from.state, apply, events),
    replayed: events.length,
  };
}
