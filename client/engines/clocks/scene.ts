/** Processes and their messages, the stamps of the latest events, and how far the clocks are apart. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { compareVectors } from "./primitives/vectorClock.ts";
import type { StampedEvent, State } from "./state.ts";

const MESSAGES = 14;
const ROWS = 10;
const name = (process: number): string => `P${process + 1}`;
const rounded = (value: number): string => (Math.round(value * 10) / 10).toFixed(1);

export function scene(state: State, nowMs: number): Scene {
  const { received, violations, pairs, concurrentPairs } = state;
  const share = pairs === 0 ? 0 : Math.round((100 * concurrentPairs) / pairs);
  return {
    parts: [messages(state), stamps(state), offsets(state, nowMs)],
    text:
      `${state.nextId} events; of ${received} messages ${violations} were received before they were sent, by the physical ` +
      `clocks; ${share} % of neighbouring events are concurrent.`,
  };
}

function messages(state: State): ScenePart {
  const received = state.events.filter(({ receives }) => receives).slice(-MESSAGES);
  return {
    kind: "sequence",
    title: "Messages in the order of their receipt: time sent, time received by the physical clocks",
    lanes: Array.from({ length: state.params.processes }, (_, process) => name(process)),
    messages: received.map((event) => ({
      from: event.partner,
      to: event.process,
      label: `L ${event.lamport}, ${rounded(event.physical)} ms${event.violates ? ": before it was sent" : ""}`,
      tone: event.violates ? "bad" : "accent",
    })),
  };
}

/** The latest events; those concurrent with the newest are pale. */
function stamps(state: State): ScenePart {
  const newest = state.events.at(-1);
  const rows = state.events.slice(-ROWS).map((event) => {
    const { process, physical, lamport, vector, hybrid } = event;
    const concurrent = newest !== undefined && compareVectors(event.vector, newest.vector) === "concurrent";
    const tone: Tone = event.violates ? "bad" : concurrent ? "muted" : "neutral";
    const relation = event === newest ? "newest" : concurrent ? "concurrent" : "before";
    const cells = [what(event), name(process), rounded(physical), `${lamport}`, `[${[...vector].join(" ")}]`];
    return { cells: [...cells, `${rounded(hybrid.l)}, ${hybrid.c}`, relation], tone };
  });
  const columns = ["event", "at", "physical", "Lamport", "vector", "hybrid l, c", "to the newest"];
  return { kind: "table", title: "Stamps of the latest events", columns, rows };
}

export function what({ receives, partner }: StampedEvent): string {
  if (partner < 0) return "local";
  return receives ? `from ${name(partner)}` : `to ${name(partner)}`;
}

function offsets(state: State, nowMs: number): ScenePart {
  const all = state.physical.map((clock) => clock.offsetAt(nowMs));
  const least = Math.min(...all);
  return {
    kind: "bars",
    title: "Ahead of the slowest clock",
    unit: "ms",
    bars: all.map((offset, process) => ({ label: name(process), value: offset - least, tone: "series-1" })),
  };
}
