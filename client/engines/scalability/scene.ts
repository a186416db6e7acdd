/** What scaling looks like: what each worker does, where their time goes, and where on the laws' curves they stand. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { amdahlSpeedup, gustafsonSpeedup, peakWorkers, universalSpeedup } from "./primitives/speedup.ts";
import { COMPUTES, HOLDS, IDLE, type State, WAITS } from "./state.ts";

const CELLS = 64;
const POINTS = 48;
const LABELS: Readonly<Record<number, [label: string, detail: string, tone: Tone]>> = {
  [IDLE]: ["–", "idle", "muted"],
  [COMPUTES]: ["•", "computes", "good"],
  [WAITS]: ["…", "waits", "warn"],
  [HOLDS]: ["lock", "holds the lock", "accent"],
};

export function scene(state: State, nowMs: number): Scene {
  const shown = Math.max(1, Math.min(CELLS, Math.max(state.active, state.wanted)));
  const gain = measuredSpeedup(state, nowMs);
  const said = Number.isFinite(gain) ? gain.toFixed(2) : "not yet measured";
  return {
    parts: [
      {
        kind: "cells",
        title: `Workers: • computes, … waits, lock: holds it`,
        columns: 16,
        cells: Array.from({ length: shown }, (_, worker) => {
          const [label, detail, tone] = LABELS[state.doing[worker]!]!;
          return { label, detail: `worker ${worker + 1} ${detail}`, tone };
        }),
      },
      curves(state, gain),
      timeShares(state, nowMs),
    ],
    text:
      `${state.active} workers, ${state.queue.length} of them queue for the lock; they do ${said} times what one does; ` +
      `the peak lies at ${Math.round(peakWorkers(state.params.contention, state.params.coherence))} workers.`,
  };
}

/** Jobs a second in units of one worker's; over whole rounds, or since the warm-up. */
export function measuredSpeedup(state: State, nowMs: number): number {
  const { params } = state;
  if (params.work !== "jobs")
    return state.rounds === 0 ? NaN : (state.doneInRounds * params.jobMs) / state.roundEndMs;
  const elapsedMs = nowMs - state.markMs;
  return elapsedMs <= 0 ? NaN : ((state.done - state.markDone) * params.jobMs) / elapsedMs;
}

function curves(state: State, gain: number): ScenePart {
  const { contention, coherence, work } = state.params;
  const last = Math.max(16, 2 * Math.max(state.active, state.wanted));
  const line = (law: (n: number) => number): [number, number][] =>
    Array.from({ length: POINTS }, (_, i) => {
      const n = 1 + ((last - 1) * i) / (POINTS - 1);
      return [n, law(n)];
    });
  const scaled = work === "scaled";
  return {
    kind: "curves",
    title: "Speedup by number of workers",
    x: { label: "workers", unit: "" },
    y: { label: "times one worker", unit: "" },
    lines: [
      {
        label: "universal law",
        tone: "accent",
        dashed: scaled,
        points: line((n) => universalSpeedup(n, contention, coherence)),
      },
      { label: "Amdahl", tone: "neutral", dashed: true, points: line((n) => amdahlSpeedup(n, contention)) },
      ...(scaled
        ? [
            {
              label: "Gustafson",
              tone: "good" as const,
              points: line((n) => gustafsonSpeedup(n, contention)),
            },
          ]
        : []),
      {
        label: "linear",
        tone: "muted",
        dashed: true,
        // No further than the others reach, or it would press them flat.
        points: line((n) => n).filter(([, y]) => scaled || y <= 1.5 * amdahlSpeedup(last, contention)),
      },
    ],
    marks: Number.isFinite(gain) ? [{ label: "measured", tone: "bad", x: state.active, y: gain }] : [],
  };
}

function timeShares(state: State, nowMs: number): ScenePart {
  const spent = [COMPUTES, HOLDS, WAITS].map((what) => {
    let ms = state.spentMs[what]!;
    for (let worker = 0; worker < state.doing.length; worker++)
      if (state.doing[worker] === what) ms += nowMs - state.sinceMs[worker]!;
    return ms;
  });
  const total = Math.max(1e-9, spent[0]! + spent[1]! + spent[2]!);
  const [computes, holds, waits] = spent.map((ms) => (100 * ms) / total);
  return {
    kind: "bars",
    title: "Where the workers' time goes",
    unit: "%",
    max: 100,
    bars: [
      { label: "computing", value: computes!, tone: "good" },
      { label: "in the lock", value: holds!, tone: "accent" },
      { label: "waiting", value: waits!, tone: "bad" },
    ],
  };
}
