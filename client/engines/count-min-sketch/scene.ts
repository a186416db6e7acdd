/** The latest key's counters, counts by rank against the truth, and the list of heavy hitters. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import type { CountMinSketch } from "./primitives/countMinSketch.ts";
import { estimate, firstHash, keyName, meanError, type State, secondHash } from "./state.ts";

const RANKS = 50;
const LISTED = 10;

export function scene(state: State): Scene {
  const { plain, conservative, items } = state;
  const errors = [plain, conservative].map((sketch) => meanError(state, sketch, 400));
  return {
    parts: [latest(state), byRank(state), list(state), errorBars(state, errors)],
    text:
      `${items} items in a sketch of ${plain.depth} rows of ${plain.width} counters` +
      (items === 0
        ? "."
        : `: a count is too high by ${percent(errors[0]!)} of the stream on average, ` +
          `by ${percent(errors[1]!)} with conservative update. ` +
          `Space-Saving's list has ${state.summary.size} keys, the least of them counted ${state.summary.least} times.`),
  };
}

function latest(state: State): ScenePart {
  const { plain, lastKey } = state;
  if (lastKey < 0) return { kind: "cells", title: "No item yet", cells: [] };
  const [first, second] = [firstHash(state, lastKey), secondHash(state, lastKey)];
  const counters = Array.from({ length: plain.depth }, (_, row) => {
    const column = plain.column(first, second, row);
    return { row, column, count: plain.counter(row, column) };
  });
  const least = Math.min(...counters.map(({ count }) => count));
  return {
    kind: "cells",
    title: `Counters of ${keyName(state, lastKey)}, which came ${state.exact[lastKey]} times`,
    cells: counters.map(({ row, column, count }) => ({
      label: `${count}`,
      detail: `row ${row + 1}, counter ${column}${count === least ? ", the least" : ""}`,
      tone: count === least ? (count === state.exact[lastKey] ? "good" : "accent") : "muted",
    })),
  };
}

/** Ordinary keys are numbered by popularity; a count of 0 has no place on a logarithmic scale and is drawn at 1. */
function byRank(state: State): ScenePart {
  const { keys } = state.params;
  const ranks = new Set<number>([0]);
  for (let rank = 1; rank < keys; rank = Math.max(rank + 1, Math.floor(rank * 1.2))) ranks.add(rank);
  const shown = [...ranks].slice(0, 2 * RANKS);
  const line = (label: string, tone: Tone, countOf: (key: number) => number, dashed = false) => ({
    label,
    tone,
    dashed,
    points: shown.map((rank) => [rank + 1, Math.max(1, countOf(rank))] as const),
  });
  const of = (sketch: CountMinSketch) => (key: number) => estimate(state, sketch, key);
  return {
    kind: "curves",
    title: "Counts by rank",
    x: { label: "rank", unit: "", logarithmic: true },
    y: { label: "count", unit: "", logarithmic: true },
    lines: [
      line("plain", "bad", of(state.plain)),
      line("conservative", "accent", of(state.conservative)),
      line("exact", "muted", (key) => state.exact[key]!, true),
    ],
    marks: [],
  };
}

function list(state: State): ScenePart {
  return {
    kind: "table",
    title: `Heavy hitters, ${state.summary.capacity} counters`,
    columns: ["key", "count", "too high by", "exact"],
    rows: state.summary.top(LISTED).map(({ key, count, error }) => ({
      cells: [keyName(state, key), `${count}`, `≤ ${error}`, `${state.exact[key]}`],
      tone: count === state.exact[key] ? "good" : error > count / 2 ? "bad" : "warn",
    })),
  };
}

function errorBars(state: State, errors: readonly number[]): ScenePart {
  const permille = (error: number) => (Number.isNaN(error) ? 0 : 1000 * error);
  return {
    kind: "bars",
    title: "Too high on average; the mark is what one row alone would make it",
    unit: "‰ of the stream",
    bars: ["plain", "conservative"].map((label, i) => ({
      label,
      value: permille(errors[i]!),
      tone: i === 0 ? "bad" : "accent",
      reference: 1000 / state.params.width,
    })),
  };
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100_000) / 1000} %`;
}
