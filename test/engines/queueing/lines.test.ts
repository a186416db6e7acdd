/** Waiting lines and processor sharing against plain definitions. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Heap } from "mnemonist";
import { BoundedPriorityLine } from "../../../client/engines/queueing/primitives/boundedPriorityLine.ts";
import { BoundedStack } from "../../../client/engines/queueing/primitives/boundedStack.ts";
import { ProcessorSharing } from "../../../client/engines/queueing/primitives/processorSharing.ts";

describe("waiting lines of queueing", () => {
  it("serve the smallest key first and equal keys in order, as a sorted list and mnemonist's heap do", () => {
    const operations = fc.array(fc.option(fc.nat(6), { nil: undefined }), { maxLength: 300, size: "max" });
    fc.assert(
      fc.property(operations, fc.integer({ min: 0, max: 100 }), (list, limit) => {
        let line = new BoundedPriorityLine(limit);
        const model: { entry: number; key: number }[] = [];
        const peer = new Heap<{ entry: number; key: number }>(
          (left, right) => left.key - right.key || left.entry - right.entry,
        );
        list.forEach((key, i) => {
          if (key === undefined) {
            model.sort((left, right) => left.key - right.key || left.entry - right.entry);
            const expected = model.shift()?.entry;
            assert.equal(peer.pop()?.entry, expected);
            assert.equal(line.shift(), expected);
          } else {
            assert.equal(line.push(i, key), model.length < limit);
            if (model.length < limit) {
              model.push({ entry: i, key });
              peer.push({ entry: i, key });
            }
          }
          assert.equal(line.length, model.length);
          assert.equal(line.firstKey, model.length === 0 ? undefined : Math.min(...model.map((m) => m.key)));
          if (i % 40 === 39) line = BoundedPriorityLine.restore(line.save());
        });
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("serve the latest first, as an array does", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 400, size: "max" }), fc.nat(150), (list, limit) => {
        let stack = new BoundedStack(limit);
        const model: number[] = [];
        list.forEach((push, i) => {
          if (push) {
            assert.equal(stack.push(i), model.length < limit);
            if (model.length < limit) model.push(i);
          } else assert.equal(stack.shift(), model.pop());
          if (i % 50 === 49) stack = BoundedStack.restore(stack.save());
          assert.equal(stack.length, model.length);
        });
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("refuse limits and keys that make no sense", () => {
    for (const bad of [-1, 1.5, NaN, Infinity, 2 ** 31]) {
      assert.throws(() => new BoundedPriorityLine(bad), RangeError);
      assert.throws(() => new BoundedStack(bad), RangeError);
    }
    assert.throws(() => new BoundedPriorityLine(5).push(1, NaN), RangeError);
    assert.throws(() => new ProcessorSharing(0, 5), RangeError);
  });
});

/** The definition: between changes every job loses min(1, c/n) of the time that passes. */
function shareByDefinition(jobs: readonly { atMs: number; workMs: number }[], servers: number): number[] {
  const left: { job: number; workMs: number }[] = [];
  const ends: number[] = [];
  let [nowMs, next] = [0, 0];
  while (next < jobs.length || left.length > 0) {
    const share = Math.min(1, servers / Math.max(1, left.length));
    const endMs = left.length === 0 ? Infinity : nowMs + Math.min(...left.map((one) => one.workMs)) / share;
    const arrivalMs = jobs[next]?.atMs ?? Infinity;
    const thenMs = Math.min(endMs, arrivalMs);
    for (const one of left) one.workMs -= (thenMs - nowMs) * share;
    nowMs = thenMs;
    if (endMs <= arrivalMs) {
      const least = left.reduce((a, b) => (b.workMs < a.workMs ? b : a));
      ends[least.job] = nowMs;
      left.splice(left.indexOf(least), 1);
    } else left.push({ job: next, workMs: jobs[next++]!.workMs });
  }
  return ends;
}

describe("processor sharing", () => {
  it("ends every job when its definition does", () => {
    const jobs = fc.array(fc.record({ gap: fc.nat(50), work: fc.integer({ min: 1, max: 200 }) }), {
      minLength: 1,
      maxLength: 60,
      size: "max",
    });
    fc.assert(
      fc.property(jobs, fc.integer({ min: 1, max: 4 }), (list, servers) => {
        let atMs = 0;
        // Sizes are told apart, so that both agree who ends first.
        const all = list.map(({ gap, work }, i) => {
          atMs += gap;
          return { atMs, workMs: work + i / 1000 };
        });
        const expected = shareByDefinition(all, servers);
        let sharing = new ProcessorSharing(servers, 100);
        let [nowMs, next] = [0, 0];
        while (next < all.length || sharing.length > 0) {
          const endMs = nowMs + sharing.nextInMs(nowMs);
          const arrivalMs = all[next]?.atMs ?? Infinity;
          nowMs = Math.min(endMs, arrivalMs);
          if (endMs <= arrivalMs) {
            const job = sharing.finish(nowMs)!;
            assert.ok(Math.abs(nowMs - expected[job]!) < 1e-6, `job ${job} ends at ${nowMs}`);
          } else assert.ok(sharing.add(next, all[next++]!.workMs, nowMs));
          sharing = ProcessorSharing.restore(sharing.save());
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});
