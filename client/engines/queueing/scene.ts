/** What a queue looks like: the servers and the line, response times, and where on the curve of load one stands. */
import { quantile } from "../kernel/histogram.ts";
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { offeredLoad } from "./params.ts";
import type { State } from "./state.ts";
import { approximateResponseMs, responseQuantileMs } from "./theory.ts";

const CELLS = 64;
const CURVE_POINTS = 60;

export function scene(state: State, nowMs: number): Scene {
  const { params, jobs, busy, line, sharing } = state;
  const waiting = Math.max(0, jobs.size - params.servers);
  const inside = sharing === undefined ? `${line.length} wait` : `${jobs.size} share the servers`;
  return {
    parts: [
      servers(state, nowMs),
      {
        kind: "bars",
        title: "Inside now",
        unit: "jobs",
        bars: [
          { label: "in service", value: busy, tone: "accent", reference: params.servers },
          { label: sharing === undefined ? "waiting" : "beyond", value: waiting, tone: "warn" },
          { label: "refused", value: state.refused, tone: "bad" },
        ],
      },
      responseBars(state),
      curve(state),
    ],
    text:
      `${busy} of ${params.servers} servers are busy, ${inside}; ${state.finished} jobs are done, ` +
      `${state.refused} were turned away, ${state.lost} lost.`,
  };
}

function servers(state: State, nowMs: number): ScenePart {
  const { params, sharing, jobs } = state;
  const shown = Math.min(CELLS, params.servers);
  const which = shown < params.servers ? `${shown} of ${params.servers} servers` : "Servers";
  const what = sharing === undefined ? "ms left of the job in hand" : "jobs that share them";
  return {
    kind: "cells",
    title: `${which}: ${what}`,
    cells: Array.from({ length: shown }, (_, server): { label: string; detail: string; tone: Tone } => {
      if (sharing !== undefined) {
        if (server >= jobs.size) return { label: "–", detail: "free", tone: "muted" };
        return {
          label: `1/${sharing.share === 1 ? 1 : round(1 / sharing.share)}`,
          detail: `each job has ${round(sharing.share * 100)} % of a server`,
          tone: "accent",
        };
      }
      if (state.serving[server]! < 0) return { label: "–", detail: "free", tone: "muted" };
      const left = state.endsMs[server]! - nowMs;
      return { label: shortNumber(left), detail: `busy for ${round(left)} ms more`, tone: "accent" };
    }),
  };
}

function responseBars(state: State): ScenePart {
  const fractions = [0.5, 0.9, 0.99];
  return {
    kind: "bars",
    title: "Response times so far, theory as a mark",
    unit: "ms",
    bars: fractions.map((fraction, i) => {
      const value = quantile(state.response, fraction);
      const reference = responseQuantileMs(state.params, fraction);
      return {
        label: ["median", "p90", "p99"][i]!,
        value: Number.isNaN(value) ? 0 : value,
        tone: i === 0 ? "good" : i === 1 ? "warn" : "bad",
        ...(reference === undefined ? {} : { reference }),
      };
    }),
  };
}

/** Response time over utilisation, the curve that rises without bound. */
function curve(state: State): ScenePart {
  const { params } = state;
  const points = Array.from({ length: CURVE_POINTS }, (_, i): readonly [number, number] => {
    const u = (0.96 * i) / (CURVE_POINTS - 1);
    return [u * 100, approximateResponseMs(params, u * params.servers)];
  });
  const measured = state.finished === 0 ? params.service : state.responseMs / state.finished;
  const busy = state.atMs === 0 ? 0 : state.busyMs / state.atMs / params.servers;
  return {
    kind: "curves",
    title: "Response time over utilisation: theory, and this run",
    x: { label: "Utilisation", unit: "%" },
    y: { label: "Mean response", unit: "ms" },
    lines: [
      { label: `${params.servers} × ${params.shape}`, tone: "accent", points },
      {
        label: "service alone",
        tone: "muted",
        dashed: true,
        points: [
          [0, params.service],
          [96, params.service],
        ],
      },
    ],
    marks: [
      {
        label: offeredLoad(params) >= params.servers ? "overload" : "this run",
        tone: "warn",
        x: Math.min(100, busy * 100),
        y: measured,
      },
    ],
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** At most eight characters, whatever the number. */
function shortNumber(value: number): string {
  if (value < 100_000) return String(Math.round(value));
  return `${Math.round(value / 1000)}k`.slice(0, 8);
}
