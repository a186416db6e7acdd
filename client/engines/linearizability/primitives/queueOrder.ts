/**
 * What the moments of a queue's history say about its values before any search. The search alone would learn only long
 * afterwards, at a dequeue, that it took two enqueues in the wrong order. Where each value is enqueued once, the patterns
 * below are all that can be wrong with a history without open operations (T. Henzinger, A. Sezgin, V. Vafeiadis,
 * "Aspect-oriented linearizability proofs", CONCUR 2013); here each of them is used only to refute, which holds always.
 */
import type { TimedCall } from "./sequentialModel.ts";

interface Life {
  /** Of the enqueue. */
  readonly enqueueCalled: number;
  readonly enqueueReturned: number;
  /** Of the dequeue; a value that is not known to be dequeued may be taken by a dequeue whose answer is not known. */
  dequeueCalled: number;
  dequeueReturned: number;
  /** Position of the dequeue, or of the enqueue while there is none. */
  position: number;
}

export interface QueueTimes {
  /** Of values that are enqueued exactly once. */
  readonly lives: ReadonlyMap<string, Life>;
  /** Position of an operation that cannot be as it is recorded. */
  readonly fault: number | undefined;
}

interface QueueEvent {
  readonly kind: "enqueue" | "dequeue" | "dequeueEmpty" | "dequeueUnknown";
  readonly value: string;
}

export function queueTimes<Call extends QueueEvent>(operations: readonly TimedCall<Call>[]): QueueTimes {
  const ofKind = (kind: QueueEvent["kind"]) => operations.filter(({ call }) => call.kind === kind);
  const unknownFrom = Math.min(Infinity, ...ofKind("dequeueUnknown").map(({ called }) => called));
  const enqueued = new Map<string, number>();
  const lives = new Map<string, Life>();
  for (const { call, called, returned, position } of ofKind("enqueue")) {
    const count = (enqueued.get(call.value) ?? 0) + 1;
    enqueued.set(call.value, count);
    if (count > 1) lives.delete(call.value);
    else {
      const end = { dequeueCalled: unknownFrom, dequeueReturned: Infinity, position };
      lives.set(call.value, { enqueueCalled: called, enqueueReturned: returned, ...end });
    }
  }
  let fault: number | undefined;
  for (const { call, called, returned, position } of ofKind("dequeue")) {
    const left = (enqueued.get(call.value) ?? 0) - 1;
    enqueued.set(call.value, left);
    const life = lives.get(call.value);
    if (left < 0 || (life !== undefined && returned < life.enqueueCalled)) fault ??= position;
    if (life === undefined || left < 0) continue;
    life.dequeueCalled = called;
    life.dequeueReturned = returned;
    life.position = position;
  }
  return { lives, fault: fault ?? overtaken(lives) ?? neverEmpty(ofKind("dequeueEmpty"), lives) };
}

/** One value surely went in before another, and surely came out after it. */
function overtaken(lives: ReadonlyMap<string, Life>): number | undefined {
  const byEnqueue = [...lives.values()].sort((left, right) => left.enqueueCalled - right.enqueueCalled);
  const byReturn = [...lives.values()].sort((left, right) => left.enqueueReturned - right.enqueueReturned);
  // Of all values that went in before, the one that comes out last.
  let last = -Infinity;
  let next = 0;
  for (const life of byEnqueue) {
    for (; next < byReturn.length && byReturn[next]!.enqueueReturned < life.enqueueCalled; next++)
      last = Math.max(last, byReturn[next]!.dequeueCalled);
    if (life.dequeueReturned < last) return life.position;
  }
  return undefined;
}

/** A dequeue found the queue empty, though at each moment of it some value was surely in the queue. */
function neverEmpty(
  empties: readonly TimedCall<QueueEvent>[],
  lives: ReadonlyMap<string, Life>,
): number | undefined {
  const stays = [...lives.values()]
    .filter(({ enqueueReturned, dequeueCalled }) => enqueueReturned < dequeueCalled)
    .sort((left, right) => left.enqueueReturned - right.enqueueReturned);
  return empties.find(({ called, returned }) => {
    let until = called;
    let covered = false;
    for (const { enqueueReturned, dequeueCalled } of stays) {
      if (enqueueReturned >= until) break;
      if (dequeueCalled > until) {
        until = dequeueCalled;
        covered = true;
      }
      if (until > returned) return covered;
    }
    return false;
  })?.position;
}
