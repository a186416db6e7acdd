/** What a rate limiter looks like: how much is left, how fast requests come and pass, and the fate of the latest. */
import type { Scene, Tone } from "../kernel/scene.ts";
import { RECENT, type State } from "./state.ts";

export function scene(state: State, nowMs: number): Scene {
  const bucket = state.params.algorithm === "token-bucket";
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
        title: bucket ? "Tokens in the bucket" : "Left in this window",
        unit: bucket ? "tokens" : "requests",
        max: capacity,
        bars: [{ label: bucket ? "tokens" : "left", value: left, tone: level(left / capacity) }],
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
    ],
    text: `${verdict}; ${Math.floor(left)} of ${capacity} ${bucket ? "tokens" : "requests"} left.`,
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
