/** What a rate limiter looks like: how much is left, how fast requests come and pass, and the fate of the latest. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { isWindowed, params } from "./params.ts";
import { RECENT, type State } from "./state.ts";

const LEFT_TITLE: Readonly<Record<string, string>> = {
  "token-bucket": "Tokens in the bucket",
  "leaky-bucket": "Places in the queue",
  "sliding-log": "Left in the last window",
  "sliding-window": "Left, by estimate",
  "fixed-window": "Left in this window",
};

export function scene(state: State, nowMs: number): Scene {
  const bucket = !isWindowed(state.params.algorithm);
  const unit = state.params.algorithm === "token-bucket" ? "tokens" : "requests";
  const left = state.limiter.available(nowMs);
  const capacity = bucket ? state.params.burst : state.quota;
  const [offered, allowed] = [state.lastOffered, state.lastAllowed];
  const rate = state.params.rate;
  const rejected = state.offered - state.allowed;
  const verdict = `${state.allowed} of ${state.offered} requests allowed, ${rejected} rejected`;
  return {
    parts: [
      {
        kind: "bars",
        title: LEFT_TITLE[state.params.algorithm] ?? "Room in the bucket",
        unit,
        max: capacity,
        bars: [{ label: unit === "tokens" ? "tokens" : "left", value: left, tone: level(left / capacity) }],
      },
      {
        kind: "bars",
        title: "Last second",
        unit: "1/s",
        bars: [
          { label: "offered", value: offered, tone: "neutral", reference: rate },
          { label: "allowed", value: allowed, tone: "good", reference: rate },
          { label: "rejected", value: offered - allowed, tone: "bad" },
        ],
      },
      { kind: "cells", title: `Latest ${RECENT} requests`, columns: 16, cells: recentCells(state) },
      comparison(state),
    ],
    text: `${verdict}; ${Math.floor(left)} of ${capacity} ${unit} left.`,
  };
}

function level(share: number): Tone {
  return share < 0.1 ? "bad" : share < 0.35 ? "warn" : "good";
}

/** Oldest first. */
function recentCells(state: State): { label: string; detail: string; tone: Tone }[] {
  const shown = Math.min(state.offered, RECENT);
  return Array.from({ length: shown }, (_, i) => {
    const number = state.offered - shown + i;
    const passed = state.recent[number % RECENT] === 1;
    return {
      label: passed ? "✓" : "✕",
      detail: `request ${number + 1} ${passed ? "allowed" : "rejected"}`,
      tone: passed ? "good" : "bad",
    };
  });
}

/** The same requests through each algorithm. */
function comparison(state: State): ScenePart {
  const labels = new Map<string, string>(params.algorithm.options.map(({ value, label }) => [value, label]));
  return {
    kind: "table",
    title: "The same requests through each",
    columns: ["algorithm", "allowed", "most in a window"],
    rows: state.rivals.map(({ algorithm, allowed, maxInWindow }) => ({
      cells: [labels.get(algorithm)!, String(allowed), String(maxInWindow)],
      tone: algorithm === state.params.algorithm ? "accent" : maxInWindow > state.quota ? "warn" : "neutral",
    })),
  };
}
