/** A Bloom filter at a glance: the latest key's positions, the beginning of the table, and how the rate climbs. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { plannedAdds } from "./params.ts";
import { CountingBloomFilter } from "./primitives/countingBloomFilter.ts";
import { ScalableBloomFilter } from "./primitives/scalableBloomFilter.ts";
import { ABSENT, newest, positionsOf, SEGMENTS, type State, valueAt } from "./state.ts";
import { expectedFill, falsePositiveRate } from "./theory.ts";

const CELLS = 64;
const CURVE_POINTS = 80;

export function scene(state: State): Scene {
  const fill = state.filter.ones() / state.filter.positions;
  const rate = state.asked === 0 ? undefined : state.falsePositives / state.asked;
  return {
    parts: [latest(state), table(state), curve(state), fillBars(state, fill)],
    text:
      `${nameOf(state)} with ${state.added - state.removed} keys in ${state.filter.positions} positions, ` +
      `${percent(fill)} of them set. ` +
      (rate === undefined
        ? "Keys are still being added."
        : `${state.falsePositives} of ${state.asked} absent keys were said to be there (${percent(rate)}), ` +
          `${state.falseNegatives} of ${state.askedPresent} present ones denied.`),
  };
}

function nameOf({ filter, params }: State): string {
  if (filter instanceof ScalableBloomFilter) return `A chain of ${filter.filters.length} Bloom filters`;
  return `A ${params.variant} Bloom filter`;
}

function latest(state: State): ScenePart {
  const { lastKey } = state;
  const isAbsent = lastKey >= ABSENT;
  const positions = lastKey < 0 ? [] : positionsOf(state, lastKey);
  const verdict = isAbsent ? (state.lastAnswer ? "false positive" : "certainly absent") : "added";
  return {
    kind: "cells",
    title: lastKey < 0 ? "No key yet" : `Key ${isAbsent ? `x${lastKey - ABSENT}` : lastKey}: ${verdict}`,
    cells: positions.map((position) => {
      const value = valueAt(state, position);
      const tone: Tone = value === 0 ? "muted" : isAbsent ? (state.lastAnswer ? "bad" : "neutral") : "accent";
      return { label: `${position}`, detail: value === 0 ? "empty" : `is ${value}`, tone };
    }),
  };
}

function table(state: State): ScenePart {
  const { positions } = newest(state);
  const shown = Math.min(CELLS, positions);
  const own = new Set(state.lastKey < 0 ? [] : positionsOf(state, state.lastKey));
  const what = state.filter instanceof CountingBloomFilter ? "counters" : "bits";
  return {
    kind: "cells",
    title: `The first ${shown} of ${positions} ${what}`,
    columns: 16,
    cells: Array.from({ length: shown }, (_, position) => {
      const value = valueAt(state, position);
      return { label: `${value}`, tone: own.has(position) ? "accent" : value > 0 ? "neutral" : "muted" };
    }),
  };
}

function curve(state: State): ScenePart {
  const keys = plannedAdds(state.params);
  const end = Math.max(keys, state.added);
  const theory = Array.from({ length: CURVE_POINTS + 1 }, (_, i) => {
    const at = Math.round((end * i) / CURVE_POINTS);
    return [at, falsePositiveRate(state.params, at) ?? 0] as const;
  });
  const measured = Array.from({ length: SEGMENTS }, (_, i) => i)
    .filter((i) => state.curveAsked[i]! > 0)
    .map((i) => [(keys * (i + 0.5)) / SEGMENTS, state.curvePositive[i]! / state.curveAsked[i]!] as const);
  const lines = [{ label: "measured", tone: "accent" as const, points: measured }];
  const bound = { label: "theory", tone: "muted" as const, dashed: true, points: theory };
  const rate = falsePositiveRate(state.params, state.added);
  return {
    kind: "curves",
    title: "False positives as keys come in",
    x: { label: "keys", unit: "" },
    y: { label: "false positives", unit: "" },
    lines: state.params.hash === "weak" ? lines : [...lines, bound],
    marks: rate === undefined ? [] : [{ label: "now", tone: "good", x: state.added, y: rate }],
  };
}

function fillBars(state: State, fill: number): ScenePart {
  const expected = expectedFill(state.params, state.added);
  return {
    kind: "bars",
    title: "Positions that are set",
    unit: "",
    max: 1,
    bars: [
      {
        label: "set",
        value: fill,
        tone: fill > 0.55 ? "warn" : "accent",
        ...(expected === undefined ? {} : { reference: expected }),
      },
    ],
  };
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 10_000) / 100} %`;
}
