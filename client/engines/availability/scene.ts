/** The parts with their copies, downtime against what arithmetic says, and what one more copy would give. */
import { pow } from "../kernel/math.ts";
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { serves } from "./copies.ts";
import { neededOf, type Params, validate, YEAR_MS } from "./params.ts";
import { downMsUntil, type State } from "./state.ts";
import { availability } from "./theory.ts";

const MOST_COPIES = 8;
/** The table of nines begins at one and ends where nobody measures any more. */
const LEAST_DOWN = 1e-9;

export function scene(state: State, nowMs: number): Scene {
  const { params, downParts } = state;
  const down = downMsUntil(state, nowMs);
  const share = nowMs > 0 ? down / nowMs : 0;
  return {
    parts: [
      {
        kind: "cells",
        title: `Each row is a part, ${neededOf(params)} of ${params.copies} needed`,
        columns: params.copies,
        cells: Array.from(state.up, (_, copy) => copyCell(state, copy)),
      },
      {
        kind: "bars",
        title: "Downtime a year, theory as the mark",
        unit: "ms",
        bars: [
          {
            label: "measured",
            value: share * YEAR_MS,
            tone: "bad",
            reference: (1 - availability(params)) * YEAR_MS,
          },
          { label: "three nines", value: 1e-3 * YEAR_MS, tone: "muted" },
          { label: "four nines", value: 1e-4 * YEAR_MS, tone: "muted" },
        ],
      },
      copiesCurve(params, share),
    ],
    text:
      `${downParts === 0 ? "Every part serves" : `${downParts} of ${params.stages} parts are down`}; ` +
      `${state.outages} outages so far, ${Math.round(down / 60_000)} minutes down in ${Math.round(nowMs / 86_400_000)} days.`,
  };
}

function copyCell(state: State, copy: number): { label: string; detail: string; tone: Tone } {
  const { params, up, active, switching } = state;
  const part = Math.floor(copy / params.copies);
  if (up[copy] === 0) return { label: "down", detail: "being repaired", tone: "bad" };
  if (params.standby !== "active-passive") {
    return serves(state, part)
      ? { label: "up", detail: "serves", tone: "good" }
      : { label: "up", detail: "too few are up", tone: "warn" };
  }
  if (active[part] === copy % params.copies) return { label: "active", detail: "serves", tone: "good" };
  return switching[part] === 1
    ? { label: "takes on", detail: "a failover is under way", tone: "warn" }
    : { label: "standby", detail: "waits", tone: "neutral" };
}

/** Unavailability by the number of copies: with a common cause further copies soon give nothing. */
function copiesCurve(params: Params, measured: number): ScenePart {
  const down = (values: Params) => Math.max(LEAST_DOWN, 1 - availability(values));
  const points = (commonCause: number) =>
    Array.from({ length: MOST_COPIES }, (_, index) => ({ ...params, copies: index + 1, commonCause }))
      .filter((values) => validate(values) === undefined)
      .map((values) => [values.copies, down(values)] as const);
  const nines =
    measured > 0 ? [{ label: "measured", tone: "accent" as const, x: params.copies, y: measured }] : [];
  return {
    kind: "curves",
    title: "Share of time down, by copies",
    x: { label: "copies of each part", unit: "count" },
    y: { label: "share of time down", unit: "ratio", logarithmic: true },
    lines: [
      { label: "as set", tone: "series-1", points: points(params.commonCause) },
      { label: "10 % common cause", tone: "series-2", dashed: true, points: points(0.1) },
      { label: "one copy, one part", tone: "muted", dashed: true, points: single(params) },
    ],
    marks: nines,
  };
}

function single(params: Params): (readonly [number, number])[] {
  const down = 1 - pow(availability({ ...params, stages: 1, copies: 1, needed: 1 }), 1);
  return [1, MOST_COPIES].map((copies) => [copies, Math.max(LEAST_DOWN, down)] as const);
}
