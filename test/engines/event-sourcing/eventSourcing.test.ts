/** fold(log) = snapshot + fold(tail), for any log and any snapshot; projections that see events twice; old schemas. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { eventSourcing } from "../../../client/engines/event-sourcing/engine.ts";
import {
  type ApplyEvent,
  foldEvents,
  loadAggregate,
} from "../../../client/engines/event-sourcing/primitives/aggregateLoader.ts";
import {
  EventStore,
  type StoredEvent,
  WrongVersionError,
} from "../../../client/engines/event-sourcing/primitives/eventStore.ts";
import {
  Projection,
  ProjectionGapError,
} from "../../../client/engines/event-sourcing/primitives/projection.ts";
import { UpcasterChain } from "../../../client/engines/event-sourcing/primitives/upcaster.ts";
import { restoreState, saveState } from "../../../client/engines/kernel/copy.ts";
import { run } from "../inputs.ts";

const writes = fc.array(
  fc.record({ stream: fc.constantFrom("a", "b", "c"), letter: fc.constantFrom("x", "y", "z") }),
  {
    maxLength: 60,
  },
);

/** Order matters: a fold that loses or swaps events shows. */
const apply: ApplyEvent<string, string> = (state, { data, version }) => `${state}${data}${version}`;

function filled(list: readonly { stream: string; letter: string }[]): EventStore<string> {
  const store = new EventStore<string>();
  for (const { stream, letter } of list) store.append(stream, store.versionOf(stream), letter);
  return store;
}

describe("event store", () => {
  it("gives the same state from any snapshot as from the whole log", () => {
    fc.assert(
      fc.property(writes, fc.nat(60), (list, at) => {
        const store = filled(list);
        for (const stream of ["a", "b", "c"]) {
          const events = store.read(stream);
          const whole = foldEvents("", apply, events);
          const version = Math.min(at, events.length);
          const snapshot = { version, state: foldEvents("", apply, events.slice(0, version)) };
          const loaded = loadAggregate(store, stream, "", apply, snapshot);
          assert.deepEqual(loaded, {
            version: events.length,
            state: whole,
            replayed: events.length - version,
          });
        }
      }),
    );
  });

  it("numbers events without gaps, within streams and over all of them", () => {
    fc.assert(
      fc.property(writes, fc.nat(60), fc.nat(20), (list, after, count) => {
        const store = filled(list);
        const all = store.readAll(0, Infinity);
        assert.deepEqual(
          all.map(({ position }) => position),
          list.map((_, i) => i + 1),
        );
        assert.deepEqual(store.readAll(after, count), all.slice(after, after + count));
        for (const stream of ["a", "b", "c"]) {
          const own = all.filter((event) => event.stream === stream);
          assert.deepEqual(store.read(stream), own);
          assert.deepEqual(
            own.map(({ version }) => version),
            own.map((_, i) => i + 1),
          );
        }
      }),
    );
  });

  it("refuses who has not seen the latest version, and appends nothing", () => {
    const store = filled([{ stream: "a", letter: "x" }]);
    assert.throws(() => store.append("a", 0, "y"), WrongVersionError);
    assert.throws(() => store.append("b", 1, "y"), /version 0, not 1/);
    assert.equal(store.length, 1);
  });

  it("saved stays as it was while the store goes on", () => {
    const store = filled([{ stream: "a", letter: "x" }]);
    const saved = saveState({ store }) as object;
    store.append("a", 1, "y");
    const back = (restoreState(saved) as { store: EventStore<string> }).store;
    assert.equal(back.length, 1);
    back.append("a", 1, "z");
    assert.deepEqual(
      store.read("a").map(({ data }) => data),
      ["x", "y"],
    );
    assert.deepEqual(
      back.read("a").map(({ data }) => data),
      ["x", "z"],
    );
  });
});

describe("projection", () => {
  it("is a function of the log, however often events are sent and whenever it is rebuilt", () => {
    const deliveries = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 10 }), fc.boolean()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(writes, deliveries, (list, sendings) => {
        const store = filled(list);
        const projection = new Projection<string[]>([]);
        const project = (model: string[], event: StoredEvent<string>): void => {
          model.push(`${event.position}${event.data}`);
        };
        for (const [back, count, resets] of sendings) {
          if (resets) projection.reset([]);
          // At least once: from somewhere before where it is.
          const from = Math.max(0, projection.position - back);
          for (const event of store.readAll(from, count)) projection.apply(event, project);
        }
        for (const event of store.readAll(projection.position, Infinity)) projection.apply(event, project);
        assert.deepEqual(
          projection.model,
          list.map(({ letter }, i) => `${i + 1}${letter}`),
        );
      }),
    );
  });

  it("refuses an event that would leave a gap", () => {
    const store = filled([
      { stream: "a", letter: "x" },
      { stream: "a", letter: "y" },
    ]);
    const projection = new Projection<string[]>([]);
    assert.throws(() => projection.apply(store.readAll(1, 1)[0]!, () => undefined), ProjectionGapError);
    assert.equal(projection.position, 0);
  });
});

describe("upcasting", () => {
  const chain = new UpcasterChain([(data) => [data], (data) => ({ list: data })]);
  it("applies what lies between an event's schema and today's", () => {
    assert.equal(chain.current, 3);
    assert.deepEqual(chain.upcast(7, 1), { list: [7] });
    assert.deepEqual(chain.upcast([7], 2), { list: [7] });
    assert.deepEqual(chain.upcast({ list: [7] }, 3), { list: [7] });
  });
  it("refuses events from the future", () => {
    for (const schema of [0, 4, 1.5]) assert.throws(() => chain.upcast(7, schema), RangeError);
  });
});

describe("replaying", () => {
  const replayed = (params: Record<string, number>): number => {
    const one = run(eventSourcing, { params });
    one.advance(4000, Infinity);
    return one.metrics().replayed!.value;
  };
  it("costs the square of the length without snapshots: twice as much for half the accounts", () => {
    const ratio = replayed({ snapshotEvery: 0, accounts: 10 }) / replayed({ snapshotEvery: 0, accounts: 20 });
    assert.ok(Math.abs(ratio - 2) < 0.1, `${ratio}`);
  });
  it("is bounded by the distance of snapshots", () => {
    assert.equal(replayed({ snapshotEvery: 1 }), 0);
    assert.ok(replayed({ snapshotEvery: 10 }) < 5);
  });
});
