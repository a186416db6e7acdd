/** One sketch's registers, what they should show, and the error of each estimator as the count grows. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { ESTIMATORS, errors, estimateOf, type State } from "./state.ts";
import { expectedRegisters, standardError } from "./theory.ts";

const CELLS = 64;
const VALUES = 20;
const TONES: Readonly<Record<(typeof ESTIMATORS)[number], Tone>> = {
  raw: "bad",
  flajolet: "warn",
  ertl: "accent",
};

export function scene(state: State): Scene {
  const sketch = state.sketches[0]!;
  const { rms } = errors(state, state.params.estimator);
  return {
    parts: [registers(state), values(state), curves(state), estimates(state)],
    text:
      `${state.keys} different keys came ${state.additions} times. The first of ${state.sketches.length} sketches, ` +
      `of ${sketch.size} registers, says ${Math.round(estimateOf(sketch, state.params.estimator))}` +
      (Number.isNaN(rms) ? "." : `; the error over all sketches is ${percent(rms)}.`),
  };
}

function registers({ sketches }: State): ScenePart {
  const sketch = sketches[0]!;
  const shown = Math.min(CELLS, sketch.size);
  return {
    kind: "cells",
    title: `The first ${shown} of ${sketch.size} registers`,
    columns: 16,
    cells: Array.from({ length: shown }, (_, i) => {
      const value = sketch.register(i);
      return { label: `${value}`, tone: value === 0 ? "muted" : value >= 12 ? "accent" : "neutral" };
    }),
  };
}

function values(state: State): ScenePart {
  const sketch = state.sketches[0]!;
  const { counts } = sketch;
  let end = counts.length;
  while (end > 1 && counts[end - 1] === 0) end--;
  const from = Math.max(0, end - VALUES);
  return {
    kind: "bars",
    title: "Registers by value; the mark is what theory expects",
    unit: "registers",
    bars: Array.from({ length: end - from }, (_, i) => ({
      label: `${from + i}`,
      value: counts[from + i]!,
      tone: from + i === 0 ? "muted" : "neutral",
      reference: expectedRegisters(sketch.size, state.keys, from + i),
    })),
  };
}

function curves(state: State): ScenePart {
  const places = Array.from({ length: state.looks }, (_, i) => i);
  const error = standardError(state.sketches[0]!.size);
  const ends = [1, Math.max(2, state.params.keys)];
  const now = errors(state, state.params.estimator).rms;
  return {
    kind: "curves",
    title: "Error over the number of keys",
    x: { label: "different keys", unit: "", logarithmic: true },
    y: { label: "relative error", unit: "" },
    lines: [
      ...ESTIMATORS.map((name) => ({
        label: name,
        tone: TONES[name],
        // The raw estimate's errors of a thousand percent would flatten the rest.
        points: places.map((i) => [state.historyKeys[i]!, Math.min(1, state.history[name][i]!)] as const),
      })),
      {
        label: "1.04/√m",
        tone: "muted" as const,
        dashed: true,
        points: ends.map((x) => [x, error] as const),
      },
    ],
    marks: Number.isNaN(now) ? [] : [{ label: "now", tone: "good", x: state.keys, y: Math.min(1, now) }],
  };
}

function estimates(state: State): ScenePart {
  const sketch = state.sketches[0]!;
  return {
    kind: "bars",
    title: "What the first sketch says; the mark is the truth",
    unit: "keys",
    bars: ESTIMATORS.map((name) => ({
      label: name,
      value: estimateOf(sketch, name),
      tone: TONES[name],
      reference: state.keys,
    })),
  };
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 10_000) / 100} %`;
}
