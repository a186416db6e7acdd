/**
 * What the clocks promise, held to the graph of events: program order and messages, and nothing else, make one event happen
 * before another. Only the newest event is compared, with each of those that are kept; paths between kept events pass
 * through kept events alone, for a path goes forward in time.
 */
import { compareHybrid } from "./primitives/hybridClock.ts";
import { compareVectors } from "./primitives/vectorClock.ts";
import type { StampedEvent, State } from "./state.ts";

/** Sums of offsets round. */
const ROUNDING = 1e-6;

export function brokenInvariant(state: State): string | undefined {
  const newest = state.events.at(-1);
  if (newest === undefined) return undefined;
  const past = causes(state.events, newest);
  for (const event of state.events) {
    if (event === newest) continue;
    const wrong = wrongStamps(event, newest, past.has(event.id));
    if (wrong !== undefined) return `event ${event.id} and event ${newest.id}: ${wrong}`;
  }
  const ahead = newest.hybrid.l - newest.physical;
  const bound = state.offsetMax - state.offsetMin;
  if (ahead < -ROUNDING) return `the hybrid clock is ${-ahead} ms behind the physical one`;
  if (ahead > bound + ROUNDING)
    return `the hybrid clock is ${ahead} ms ahead, the clocks differ by ${bound} ms`;
  return state.violations > state.received ? "more violations than messages" : undefined;
}

/** Numbers of the events among these that happened before `newest`. */
function causes(events: readonly StampedEvent[], newest: StampedEvent): ReadonlySet<number> {
  const first = events[0]!.id;
  const past = new Set<number>();
  const open = [newest];
  for (let event = open.pop(); event !== undefined; event = open.pop()) {
    for (const id of [event.previous, event.sent]) {
      if (id < first || past.has(id)) continue;
      past.add(id);
      open.push(events[id - first]!);
    }
  }
  return past;
}

function wrongStamps(event: StampedEvent, newest: StampedEvent, happenedBefore: boolean): string | undefined {
  const order = compareVectors(event.vector, newest.vector);
  if (happenedBefore !== (order === "before"))
    return `one ${happenedBefore ? "happened" : "did not happen"} before the other, their vectors are ${order}`;
  if (!happenedBefore) return undefined;
  if (event.lamport >= newest.lamport) return "Lamport's times go back";
  return compareHybrid(event.hybrid, newest.hybrid) >= 0 ? "hybrid times go back" : undefined;
}
