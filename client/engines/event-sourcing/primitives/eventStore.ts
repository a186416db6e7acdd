/**
 * An append-only store of events in streams, as in EventStoreDB or Marten: appending names the version that the writer has
 * seen, and is refused if others have appended meanwhile (optimistic concurrency). Events are immutable; each has a version
 * within its stream and a position among all events.
 */

export interface StoredEvent<Data> {
  readonly stream: string;
  /** From 1 within the stream. */
  readonly version: number;
  /** From 1 over all streams. */
  readonly position: number;
  /** Of the schema that `data` follows. */
  readonly schema: number;
  readonly data: Data;
}

/** Somebody else has appended to the stream since it was read. */
export class WrongVersionError extends Error {
  readonly expected: number;
  readonly actual: number;

  constructor(stream: string, expected: number, actual: number) {
    super(`stream ${stream} is at version ${actual}, not ${expected}`);
    this.name = "WrongVersionError";
    this.expected = expected;
    this.actual = actual;
  }
}

export class EventStore<Data> {
  readonly #events: StoredEvent<Data>[];
  readonly #streams = new Map<string, StoredEvent<Data>[]>();

  constructor(events: readonly StoredEvent<Data>[] = []) {
    this.#events = [...events];
    for (const event of events) this.#file(event);
  }

  static restore(saved: unknown): EventStore<unknown> {
    const { events, length } = saved as { events: readonly StoredEvent<unknown>[]; length: number };
    return new EventStore(events.slice(0, length));
  }

  /** Shares the list, which only grows, and says how much of it counts. */
  save(): { events: readonly StoredEvent<Data>[]; length: number } {
    return { events: this.#events, length: this.#events.length };
  }

  /** Events over all streams; also the position of the latest. */
  get length(): number {
    return this.#events.length;
  }

  versionOf(stream: string): number {
    return this.#streams.get(stream)?.length ?? 0;
  }

  /** @throws WrongVersionError, and nothing is appended. */
  append(stream: string, expectedVersion: number, data: Data, schema = 1): StoredEvent<Data> {
    const list = this.#streams.get(stream);
    const actual = list?.length ?? 0;
    if (actual !== expectedVersion) throw new WrongVersionError(stream, expectedVersion, actual);
    const event = { stream, version: actual + 1, position: this.#events.length + 1, schema, data };
    this.#events.push(event);
    if (list === undefined) this.#streams.set(stream, [event]);
    else list.push(event);
    return event;
  }

  /** Events of one stream after a version, oldest first. */
  read(stream: string, afterVersion = 0): readonly StoredEvent<Data>[] {
    return this.#streams.get(stream)?.slice(afterVersion) ?? [];
  }

  /** Events of all streams after a position, at most `count`, oldest first. */
  readAll(afterPosition: number, count: number): readonly StoredEvent<Data>[] {
    return this.#events.slice(afterPosition, afterPosition + count);
  }

  #file(event: StoredEvent<Data>): void {
    const list = this.#streams.get(event.stream);
    if (list === undefined) this.#streams.set(event.stream, [event]);
    else list.push(event);
  }
}
