/** What happens at an event: all four clocks stamp it, and it is compared with the events before. */
import { exponential } from "../kernel/variates.ts";
import { compareVectors } from "./primitives/vectorClock.ts";
import { type Context, KEPT, type StampedEvent, type State, spreadMs } from "./state.ts";

/** Pairs are looked at with this many of the latest events. */
const COMPARED = 20;

export function onLocal(state: State, ctx: Context, process: number): void {
  const { processes, messages, delay, rate } = state.params;
  const sends = ctx.random("kind") < messages;
  const step = 1 + Math.floor(ctx.random("partner") * (processes - 1));
  const partner = sends ? (process + step) % processes : -1;
  const event = stamp(state, ctx, process, partner, undefined);
  if (sends) {
    state.inFlight.set(event.id, event);
    ctx.schedule(exponential(ctx.random("delay"), delay), "receive", partner, event.id);
  }
  ctx.schedule(exponential(ctx.random("local"), 1000 / rate), "local", process);
}

export function onReceive(state: State, ctx: Context, process: number, id: number): void {
  const sent = state.inFlight.get(id)!;
  state.inFlight.delete(id);
  const event = stamp(state, ctx, process, sent.process, sent);
  state.received++;
  if (event.violates) state.violations++;
  ctx.observe("violations", event.violates ? 1 : 0);
}

function stamp(
  state: State,
  ctx: Context,
  process: number,
  partner: number,
  sent: StampedEvent | undefined,
): StampedEvent {
  const physical = state.physical[process]!.read(ctx.nowMs);
  noteOffset(state, process, ctx.nowMs);
  const lamport = state.lamport[process]!;
  const vector = state.vector[process]!;
  const hybrid = state.hybrid[process]!;
  const before = state.last[process];
  const event: StampedEvent = {
    id: state.nextId++,
    process,
    partner,
    receives: sent !== undefined,
    previous: before?.id ?? -1,
    sent: sent?.id ?? -1,
    physical,
    lamport: sent === undefined ? lamport.tick() : lamport.receive(sent.lamport),
    vector: sent === undefined ? vector.tick() : vector.receive(sent.vector),
    hybrid: sent === undefined ? hybrid.tick(physical) : hybrid.receive(sent.hybrid, physical),
    violates: sent !== undefined && physical <= sent.physical,
  };
  if (before !== undefined && physical < before.physical) state.backwards++;
  state.last[process] = event;
  compare(state, event);
  const ahead = event.hybrid.l - physical;
  state.hybridAheadSum += ahead;
  state.hybridAheadMax = Math.max(state.hybridAheadMax, ahead);
  state.counterMax = Math.max(state.counterMax, event.hybrid.c);
  state.events.push(event);
  if (state.events.length > KEPT) state.events.shift();
  ctx.observe("hybridAhead", ahead);
  ctx.observe("spread", spreadMs(state, ctx.nowMs));
  return event;
}

function compare(state: State, event: StampedEvent): void {
  for (const other of state.events.slice(-COMPARED)) {
    state.pairs++;
    if (compareVectors(other.vector, event.vector) === "concurrent") state.concurrentPairs++;
  }
}

export function noteOffset(state: State, process: number, nowMs: number): void {
  const offset = state.physical[process]!.offsetAt(nowMs);
  state.offsetMax = Math.max(state.offsetMax, offset);
  state.offsetMin = Math.min(state.offsetMin, offset);
}

/** Sets a clock to the true time and an error; drift before it counts as well. */
export function setClock(state: State, process: number, nowMs: number, error: number): void {
  noteOffset(state, process, nowMs);
  state.physical[process]!.step(nowMs, error);
  noteOffset(state, process, nowMs);
}
