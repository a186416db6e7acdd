/** What a pool looks like: its workers and what holds them, the queue before it, and what users get. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { expiredInQueue, failedRequests, type State } from "./state.ts";

const CELLS = 64;

export function scene(state: State, nowMs: number): Scene {
  const { params, busy, hanging, queue } = state;
  const shown = Math.min(CELLS, params.workers);
  const which = shown < params.workers ? `${shown} of ${params.workers} workers` : "Workers";
  const dependency = state.incident ? "A part of the dependency hangs" : "The dependency answers";
  return {
    parts: [
      {
        kind: "cells",
        title: `${which}: – free, • in a call, seconds in a call that hangs`,
        columns: 16,
        cells: Array.from({ length: shown }, (_, worker) => workerCell(state, worker, nowMs)),
      },
      queueBars(state, nowMs),
      {
        kind: "bars",
        title: "Requests in the last second",
        unit: "1/s",
        bars: [
          { label: "arrived", value: state.lastArrivals, tone: "neutral" },
          { label: "in time", value: state.lastGood, tone: "good", reference: params.arrivalRate },
          { label: "failed", value: state.lastFailed, tone: "bad" },
        ],
      },
    ],
    text:
      `${dependency}; ${busy} of ${params.workers} workers are busy, ${hanging} of them in calls that hang; ` +
      `${queue.length} requests wait; ${state.good} answered in time, ${failedRequests(state)} not.`,
  };
}

function workerCell(
  state: State,
  worker: number,
  nowMs: number,
): { label: string; detail: string; tone: Tone } {
  const { busy, hangs, startedMs } = state.workers;
  if (busy[worker] === 0) return { label: "–", detail: "free", tone: "muted" };
  const seconds = Math.floor((nowMs - startedMs[worker]!) / 1000);
  if (hangs[worker] === 0) return { label: "•", detail: "in a call", tone: "accent" };
  return { label: `${seconds} s`, detail: `in a call that hangs, for ${seconds} s`, tone: "bad" };
}

/** Whose user has left lies in the queue all the same. */
function queueBars(state: State, nowMs: number): ScenePart {
  const gone = expiredInQueue(state, nowMs);
  return {
    kind: "bars",
    title: "Waiting for a worker",
    unit: "requests",
    max: Math.max(1, state.params.queue),
    bars: [
      { label: "user waits", value: state.queue.length - gone, tone: "warn" },
      { label: "user gone", value: gone, tone: "bad" },
    ],
  };
}
