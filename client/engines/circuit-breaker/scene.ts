/** What a circuit breaker looks like: who stands where, what its window holds, and when it was in which state. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { FAILED, SLOW, type State } from "./state.ts";

const TONES: Readonly<Record<string, Tone>> = {
  closed: "good",
  open: "bad",
  "half-open": "warn",
  "forced-open": "bad",
};
/** The picture looks so far back. */
const SPAN_MS = 60_000;

export function scene(state: State, nowMs: number): Scene {
  const { params, breaker, calls } = state;
  const mode = params.breaker ? `The breaker is ${breaker.state}` : "There is no breaker";
  return {
    parts: [
      graph(state),
      timeline(state, nowMs),
      {
        kind: "cells",
        title: "Calls that ended last: ✓ good, ✗ failed, ◔ slow",
        columns: 20,
        cells: state.outcomes.map((outcome) =>
          outcome === FAILED
            ? { label: "✗", detail: "failed", tone: "bad" }
            : outcome === SLOW
              ? { label: "◔", detail: "slow", tone: "warn" }
              : { label: "✓", detail: "good", tone: "good" },
        ),
      },
      {
        kind: "bars",
        title: "Requests in the last second",
        unit: "1/s",
        bars: [
          { label: "came", value: state.last[0], tone: "neutral" },
          { label: "answered", value: state.last[1], tone: "good", reference: params.arrivalRate },
          { label: "failed", value: state.last[2], tone: "bad" },
          { label: "rejected", value: state.last[3], tone: "warn" },
        ],
      },
    ],
    text:
      `${mode}; the dependency is ${state.out ? "in trouble" : "well"}; ${calls.size} calls are under way; ` +
      `${state.good} answered, ${state.failed} failed, ${state.rejected} rejected.`,
  };
}

function graph(state: State): ScenePart {
  const { params, breaker, calls } = state;
  const tone = params.breaker ? TONES[breaker.state]! : "muted";
  const rejects = params.breaker && (breaker.state === "open" || breaker.state === "forced-open");
  return {
    kind: "graph",
    title: "Callers, breaker, dependency",
    layout: "row",
    nodes: [
      {
        id: "callers",
        label: "callers",
        detail: `${calls.size} wait`,
        tone: calls.size > 20 ? "warn" : "neutral",
      },
      {
        id: "breaker",
        label: params.breaker ? "breaker" : "no breaker",
        detail: params.breaker ? breaker.state : "",
        tone,
      },
      {
        id: "dependency",
        label: "dependency",
        detail: state.out ? `in trouble, ${state.params.trouble}` : "well",
        tone: state.out ? "bad" : "good",
      },
    ],
    links: [
      { from: "callers", to: "breaker", label: `${state.last[0]}/s`, tone: "neutral" },
      { from: "breaker", to: "dependency", label: `${state.tickCalls}/s`, tone: rejects ? "muted" : tone },
    ],
    packets: [],
  };
}

function timeline(state: State, nowMs: number): ScenePart {
  const from = Math.max(0, nowMs - SPAN_MS);
  const to = Math.max(nowMs, from + 1000);
  const { changes } = state;
  const spans = changes
    .map(({ atMs, state: label }, i) => ({
      from: Math.max(from, atMs),
      to: changes[i + 1]?.atMs ?? to,
      label,
      tone: TONES[label]!,
    }))
    .filter((span) => span.to > span.from);
  const outFrom = Math.max(from, state.outageFromMs);
  const outTo = state.outageToMs >= 0 ? state.outageToMs : state.out ? to : -1;
  return {
    kind: "timeline",
    title: "The last minute",
    unit: "ms",
    from,
    to,
    lanes: [
      { label: "breaker", spans: state.params.breaker ? spans : [] },
      {
        label: "dependency",
        spans:
          state.outageFromMs >= 0 && outTo > outFrom
            ? [{ from: outFrom, to: outTo, label: "in trouble", tone: "bad" as Tone }]
            : [],
      },
    ],
    marks: [],
  };
}
