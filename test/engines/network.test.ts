/** The simulated network: delays, loss, duplicates and order as asked for, partitions, and that no message leaks. */
import assert from "node:assert/strict";
import { restoreState, saveState } from "../../client/engines/kernel/copy.ts";
import {
  createNetwork,
  dropAll,
  heal,
  isolate,
  isPartitioned,
  type Network,
  networkLeak,
  partition,
  send,
  take,
  underWay,
  type Wire,
} from "../../client/engines/kernel/network.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";

const quiet: Wire = { latencyMs: 10, jitterMs: 0, loss: 0, duplication: 0, ordered: false };

/** A clock that delivers what is due. */
class Clock {
  nowMs = 0;
  readonly streams = new RandomStreams(1);
  pending: { at: number; slot: number }[] = [];
  readonly random = (name: string): number => this.streams.next(name);
  readonly schedule = (delayMs: number, _event: "deliver", slot = -1): number => {
    this.pending.push({ at: this.nowMs + delayMs, slot });
    return 0;
  };

  run<Message>(network: Network<Message>): { at: number; message: Message }[] {
    const arrived = [];
    this.pending.sort((left, right) => left.at - right.at);
    for (const { at, slot } of this.pending.splice(0)) {
      this.nowMs = at;
      const message = take(network, slot);
      if (message !== undefined) arrived.push({ at, message });
      assert.equal(networkLeak(network), undefined);
    }
    return arrived;
  }
}

describe("network", () => {
  it("delays, loses and doubles as asked for", () => {
    const [clock, network] = [new Clock(), createNetwork<number>(2)];
    const wire = { ...quiet, jitterMs: 5, loss: 0.2, duplication: 0.3 };
    for (let i = 0; i < 10_000; i++) send(network, clock, wire, 0, 1, i);
    const arrived = clock.run(network);
    assert.ok(
      Math.abs(network.lost / 10_000 - 0.2) < 0.02 && Math.abs(network.duplicated / 10_000 - 0.3) < 0.02,
    );
    const meanMs = arrived.reduce((sum, { at }) => sum + at, 0) / arrived.length;
    assert.ok(Math.abs(meanMs - 15) < 0.3 && arrived.every(({ at }) => at >= 10), `${meanMs}`);
    assert.ok(arrived.some(({ message }, i) => i > 0 && message < arrived[i - 1]!.message));
    assert.equal(network.inFlight, 0);
  });

  it("keeps the order of a link where asked to, and draws the same delays whatever is lost", () => {
    const arrivals = [0, 0.5].map((loss) => {
      const [clock, network] = [new Clock(), createNetwork<number>(2)];
      for (let i = 0; i < 500; i++)
        send(network, clock, { ...quiet, jitterMs: 9, loss, ordered: loss === 0 }, 0, 1, i);
      return clock.run(network);
    });
    assert.ok(arrivals[0]!.every(({ message }, i) => i === 0 || message >= arrivals[0]![i - 1]!.message));
    const due = (loss: number) => {
      const [clock, network] = [new Clock(), createNetwork<number>(2)];
      for (let i = 0; i < 500; i++) send(network, clock, { ...quiet, jitterMs: 9, loss }, 0, 1, i);
      return new Map(clock.run(network).map(({ at, message }) => [message, at]));
    };
    const all = due(0);
    for (const [message, at] of due(0.5)) assert.equal(at, all.get(message));
  });

  it("lets nothing through a partition, not even what was under way", () => {
    const [clock, network] = [new Clock(), createNetwork<string>(4)];
    send(network, clock, quiet, 0, 2, "early");
    partition(network, (node) => node < 2);
    assert.ok(isPartitioned(network));
    assert.equal(send(network, clock, quiet, 0, 3, "across"), -1);
    send(network, clock, quiet, 0, 1, "inside");
    assert.deepEqual(
      clock.run(network).map(({ message }) => message),
      ["inside"],
    );
    heal(network);
    isolate(network, 1);
    send(network, clock, quiet, 2, 3, "others");
    send(network, clock, quiet, 1, 3, "alone");
    assert.deepEqual(
      clock.run(network).map(({ message }) => message),
      ["others"],
    );
    assert.equal(network.blocked, 3);
  });

  it("loses what is under way, goes on, and can be saved", () => {
    const [clock, network] = [new Clock(), createNetwork<{ readonly n: number }>(3)];
    for (let n = 0; n < 5; n++) send(network, clock, quiet, 0, 1, { n });
    assert.equal(underWay(network, 5, 3)[0]!.progress, 0.5);
    const copy = restoreState(saveState(network)) as typeof network;
    assert.equal(dropAll(network), 5);
    send(network, clock, quiet, 1, 2, { n: 9 });
    assert.deepEqual(
      clock.run(network).map(({ message }) => message.n),
      [9],
    );
    assert.deepEqual([copy.inFlight, copy.messages.length], [5, 5]);
    assert.throws(() => createNetwork(0), RangeError);
  });
});
