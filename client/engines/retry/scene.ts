/** What retrying looks like: the calls that arrive beside what the service can do, what waits there, and each client. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { OUTAGE_AT_MS } from "./params.ts";
import { planOf } from "./plan.ts";
import { backlogMs, CALLING, type State, WAITING } from "./state.ts";
import { longestDelayMs, meanDelayMs } from "./theory.ts";

const CELLS = 64;
/** Retries whose waits are drawn. */
const DELAYS = 6;

export function scene(state: State, nowMs: number): Scene {
  const shown = Math.min(CELLS, state.params.clients);
  const which = shown < state.params.clients ? `${shown} of ${state.params.clients} clients` : "Clients";
  const delays = delayBars(state);
  return {
    parts: [
      {
        kind: "cells",
        title: `${which}: ✓ idle, ✕ gave up, number of the attempt`,
        columns: 16,
        cells: Array.from({ length: shown }, (_, client) => clientCell(state, client)),
      },
      loadBars(state, nowMs),
      backlogBars(state, nowMs),
      ...(delays === undefined ? [] : [delays]),
    ],
    text: textOf(state, nowMs),
  };
}

/** Waiting clients are told apart from calling ones by colour; how often each has tried by the number. */
function clientCell(state: State, client: number): { label: string; detail: string; tone: Tone } {
  const { doing, attempts, gaveUp } = state.clients;
  const attempt = attempts[client]!;
  if (doing[client] === CALLING)
    return { label: String(attempt), detail: `call ${attempt} is under way`, tone: "accent" };
  if (doing[client] === WAITING)
    return { label: String(attempt), detail: `call ${attempt} failed, waits`, tone: "warn" };
  return gaveUp[client] === 1
    ? { label: "✕", detail: "the latest request failed", tone: "bad" }
    : { label: "✓", detail: "nothing to do", tone: "muted" };
}

function loadBars(state: State, nowMs: number): ScenePart {
  const capacity = state.down ? 0 : state.capacity;
  return {
    kind: "bars",
    title: "Calls a second, and the capacity",
    unit: "1/s",
    bars: [
      {
        label: "calls",
        value: state.lastSecond.count(nowMs),
        tone: state.lastSecond.count(nowMs) > capacity ? "bad" : "neutral",
        reference: state.capacity,
      },
      { label: "most", value: state.peak, tone: "muted", reference: state.capacity },
    ],
  };
}

function backlogBars(state: State, nowMs: number): ScenePart {
  const { timeout, queue } = state.params;
  const waitMs = backlogMs(state, nowMs);
  return {
    kind: "bars",
    title: "Wait in the service's queue, and the clients' timeout",
    unit: "ms",
    max: Math.max(timeout, (1000 * (queue + 1)) / state.capacity),
    bars: [{ label: "wait", value: waitMs, tone: waitMs > timeout ? "bad" : "good", reference: timeout }],
  };
}

/** The mean wait before each retry, the longest as the mark. */
function delayBars(state: State): ScenePart | undefined {
  const plan = planOf(state.params);
  const retries = Math.min(DELAYS, plan.attempts - 1);
  if (retries < 1) return undefined;
  return {
    kind: "bars",
    title: "Mean wait before retry, and the longest",
    unit: "ms",
    bars: Array.from({ length: retries }, (_, i) => {
      const longestMs = longestDelayMs(plan, i + 1);
      return {
        label: `retry ${i + 1}`,
        value: meanDelayMs(plan, i + 1) ?? longestMs / 2,
        tone: "accent",
        reference: longestMs,
      };
    }),
  };
}

function textOf(state: State, nowMs: number): string {
  const { clients, outage } = state.params;
  const expected = outage > 0 && nowMs < OUTAGE_AT_MS ? ", the outage is still to come" : "";
  const service = state.down ? "down" : `up${expected}`;
  return (
    `The service is ${service}; ${state.retrying} of ${clients} clients are retrying; ` +
    `${state.calls} calls for ${state.firstCalls} requests, ${state.requestsFailed} of them failed; ` +
    `${Math.round(backlogMs(state, nowMs))} ms of work wait in its queue.`
  );
}
