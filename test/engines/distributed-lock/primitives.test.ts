/** Leases and fences: exclusion, tokens that grow, and Kleppmann's two orders of events. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Fence } from "../../../client/engines/distributed-lock/primitives/fence.ts";
import { type Lease, LeaseTable } from "../../../client/engines/distributed-lock/primitives/leaseTable.ts";

describe("lease table", () => {
  it("grants a lock to one at a time, with tokens that grow, whatever is asked in whatever order", () => {
    const command = fc.record({
      what: fc.constantFrom("acquire", "renew", "release", "steal", "forget", "save"),
      lock: fc.nat(2),
      owner: fc.nat(3),
      waitMs: fc.nat(60),
      forMs: fc.integer({ min: 1, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        let table = new LeaseTable();
        let nowMs = 0;
        let last = 0;
        const held = new Map<number, Lease>();
        for (const { what, lock, owner, waitMs, forMs } of commands) {
          nowMs += waitMs;
          const known = held.get(lock);
          const running = known !== undefined && known.endsMs > nowMs ? known : undefined;
          assert.deepEqual(table.holder(lock, nowMs), running);
          if (what === "acquire") {
            const lease = table.acquire(lock, owner, forMs, nowMs);
            assert.equal(lease === undefined, running !== undefined);
            if (lease === undefined) continue;
            assert.ok(lease.token > last && lease.endsMs === nowMs + forMs && lease.owner === owner);
            last = lease.token;
            held.set(lock, lease);
          } else if (what === "renew") {
            assert.equal(table.renew(lock, known?.token ?? 0, forMs, nowMs), running !== undefined);
            if (running !== undefined) held.set(lock, { ...running, endsMs: nowMs + forMs });
          } else if (what === "release") {
            assert.equal(table.release(lock, known?.token ?? 0, nowMs), running !== undefined);
            if (running !== undefined) held.delete(lock);
          } else if (what === "steal") {
            assert.equal(table.release(lock, last + 1, nowMs), false);
          } else if (what === "forget") {
            table.forget();
            held.clear();
          } else table = LeaseTable.restore(table.save());
        }
      }),
      { seed: 1 },
    );
  });

  it("is over at its end, holds no more locks than its limit, and refuses leases without a length", () => {
    const table = new LeaseTable(1);
    const first = table.acquire(1, 0, 10, 0)!;
    assert.equal(table.acquire(2, 0, 10, 5), undefined);
    assert.equal(table.holder(1, 10), undefined);
    assert.equal(table.renew(1, first.token, 10, 10), false);
    assert.equal(table.acquire(2, 0, 10, 10)!.token, 2);
    assert.throws(() => table.acquire(3, 0, 0, 20), RangeError);
    assert.throws(() => new LeaseTable(0), RangeError);
  });
});

describe("fence", () => {
  it("refuses 33 after 34, and lets the same token through again", () => {
    const fence = new Fence();
    assert.deepEqual(
      [33, 34, 33, 34, 35].map((token) => fence.admit(token)),
      [true, true, false, true, true],
    );
    assert.equal(Fence.restore(fence.save()).highest, 35);
  });

  it("must see reads too: a late write between the next holder's read and write loses an update otherwise", () => {
    const lost = (seesReads: boolean): number => {
      const fence = new Fence();
      let [value, accepted] = [0, 0];
      const read = (token: number) => {
        if (seesReads) fence.admit(token);
        return value;
      };
      const write = (token: number, next: number) => {
        if (!fence.admit(token)) return;
        value = next;
        accepted++;
      };
      const first = read(33);
      // 33 is paused and its lease ends; 34 reads; 33 wakes and writes; 34 writes.
      const second = read(34);
      write(33, first + 1);
      write(34, second + 1);
      return accepted - value;
    };
    assert.deepEqual([lost(false), lost(true)], [1, 0]);
  });
});
