/** What a stampede looks like: loads piled up over time above the life of the value, who waits, and what the source does. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { LANES, REMEMBERED, type State } from "./state.ts";

interface Span {
  from: number;
  to: number;
  label: string;
  detail?: string;
  tone: Tone;
}

export function scene(state: State, nowMs: number): Scene {
  const { params, last, loadsInFlight, waiting, peak } = state;
  const mean = state.expiries === 0 ? "none yet" : `${round(state.expiryLoads / state.expiries)} an expiry`;
  return {
    parts: [
      timeline(state, nowMs),
      {
        kind: "bars",
        title: "Now",
        unit: "",
        bars: [
          {
            label: "loads",
            value: loadsInFlight,
            tone: loadsInFlight > params.capacity ? "bad" : "warn",
            reference: params.capacity,
          },
          { label: "peak so far", value: peak, tone: "muted", reference: params.capacity },
          { label: "wait", value: waiting, tone: "accent" },
        ],
      },
      {
        kind: "bars",
        title: "Reads in the last second",
        unit: "1/s",
        bars: [
          { label: "fresh", value: last.fresh, tone: "good", reference: params.readRate },
          { label: "stale", value: last.stale, tone: "warn" },
          { label: "waited", value: last.waited, tone: "bad" },
        ],
      },
    ],
    text:
      `Protection: ${params.protection}. ${loadsInFlight} recomputations at once, at most ${peak} so far, ${mean}; ` +
      `${waiting} readers wait; ${last.reads} reads in the last second, ${last.waited} of them had to wait, ` +
      `${last.stale} got a stale value.`,
  };
}

function timeline(state: State, nowMs: number): ScenePart {
  const spanMs = Math.min(4 * state.params.ttl, Math.max(2 * state.params.ttl, 20 * state.params.recompute));
  const from = Math.max(0, nowMs - spanMs);
  const to = Math.max(nowMs, from + 1);
  const lanes: { label: string; spans: Span[] }[] = [
    { label: "value of k0", spans: valueSpans(state, from, to) },
  ];
  const rows = loadSpans(state, from, to);
  const used = rows.reduce((highest, spans, lane) => (spans.length > 0 ? lane + 1 : highest), 1);
  for (let lane = 0; lane < used; lane++)
    lanes.push({ label: lane === LANES - 1 ? "and more" : `load ${lane + 1}`, spans: rows[lane]! });
  return { kind: "timeline", title: "Values and recomputations", unit: "ms", from, to, lanes, marks: [] };
}

function valueSpans({ values }: State, from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (let back = REMEMBERED; back >= 1; back--) {
    const i = (values.at - back + REMEMBERED) % REMEMBERED;
    const storedMs = values.storedMs[i]!;
    if (Number.isNaN(storedMs)) continue;
    const nextMs = back === 1 ? Infinity : values.storedMs[(i + 1) % REMEMBERED]!;
    const endMs = Math.min(values.expiresMs[i]!, nextMs, to);
    if (endMs > from && endMs > storedMs)
      spans.push({ from: Math.max(from, storedMs), to: endMs, label: "fresh", tone: "good" });
  }
  return spans;
}

/** By row; oldest first. */
function loadSpans({ seen }: State, from: number, to: number): Span[][] {
  const rows: Span[][] = Array.from({ length: LANES }, () => []);
  for (let back = REMEMBERED; back >= 1; back--) {
    const i = (seen.at - back + REMEMBERED) % REMEMBERED;
    const startMs = seen.startMs[i]!;
    if (Number.isNaN(startMs) || seen.endMs[i]! <= from) continue;
    rows[seen.lane[i]!]!.push({
      from: Math.max(from, startMs),
      to: Math.min(to, seen.endMs[i]!),
      label: "load",
      detail: `${Math.round(seen.endMs[i]! - startMs)} ms`,
      tone: back === 1 ? "accent" : "warn",
    });
  }
  return rows;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
