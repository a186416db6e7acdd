/** The latest disaster on a time line, what it cost against the objectives, and what other strategies would have promised. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { HOUR_MS, params as specs } from "./params.ts";
import type { State } from "./state.ts";
import { downtime, loss } from "./theory.ts";

/** Hours with one decimal below ten, whole ones above. */
function hours(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / 60_000)} min`;
  const value = ms / HOUR_MS;
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} h`;
}

export function scene(state: State, nowMs: number): Scene {
  const { params, recoveries, losses, downtimes } = state;
  const meanLoss = losses.count === 0 ? 0 : state.lossMs / losses.count;
  const meanDown = downtimes.count === 0 ? 0 : state.downMs / downtimes.count;
  return {
    parts: [
      timeline(state, nowMs),
      {
        kind: "bars",
        title: "Mean of all disasters, objectives as marks",
        unit: "ms",
        bars: [
          bar("work lost", meanLoss, params.rpo * HOUR_MS),
          bar("time down", meanDown, params.rto * HOUR_MS),
        ],
      },
      promises(state),
    ],
    text:
      `${state.disasters} disasters, ${state.corruptions} of them wrong data; ${recoveries} recoveries lost ${hours(meanLoss)} of ` +
      `work and took ${hours(meanDown)} on average${state.inIncident ? "; one is under way" : ""}.`,
  };
}

function bar(label: string, value: number, objective: number) {
  const tone: Tone = value <= objective ? "good" : "bad";
  return { label, value, tone, reference: objective };
}

/** In time before and after service stopped, or before now while it did not. */
function timeline(state: State, nowMs: number): ScenePart {
  const { incident, params } = state;
  const { atMs, downMs, pointMs, backMs, restoredMs, trouble } = incident;
  const began = state.disasters > 0;
  const isDown = began && !Number.isNaN(downMs);
  const originMs = isDown ? downMs : nowMs;
  const after = (ms: number) => ms - originMs;
  const intervalMs = params.backupInterval * HOUR_MS;
  const oldestMs = isDown ? Math.min(pointMs, atMs) : nowMs - intervalMs;
  const from = after(Math.max(0, oldestMs - intervalMs / 4));
  const to = Math.max(after(isDown && !Number.isNaN(backMs) ? backMs : nowMs), from + 1);
  const restored = Number.isNaN(restoredMs)
    ? []
    : [span(after(restoredMs), after(restoredMs + params.backupHours * HOUR_MS), "restored", "good")];
  const down = span(0, to, trouble ? "down, with trouble" : "down", "bad");
  return {
    kind: "timeline",
    title: began
      ? `Disaster ${state.disasters}: ${incident.corrupted ? "wrong data" : "the site is lost"}`
      : "No disaster yet",
    unit: "ms",
    from,
    to,
    lanes: [
      { label: "backup", spans: isDown ? restored : [] },
      { label: "work", spans: isDown ? [span(after(pointMs), 0, "lost", "bad")] : [] },
      { label: "service", spans: [span(from, isDown ? 0 : to, "up", "good"), ...(isDown ? [down] : [])] },
    ],
    marks:
      began && incident.corrupted
        ? [{ at: Math.max(from, after(atMs)), label: "corrupted", tone: "warn" }]
        : [],
  };
}

const span = (from: number, to: number, label: string, tone: Tone) => ({
  from,
  to,
  label,
  detail: hours(to - from),
  tone,
});

/** The same disasters under each strategy, by arithmetic. */
function promises({ params }: State): ScenePart {
  return {
    kind: "table",
    title: "Expected, by strategy",
    columns: ["Strategy", "Work lost", "Time down"],
    rows: specs.strategy.options.map(({ value }) => {
      const values = { ...params, strategy: value };
      return {
        cells: [value, hours(loss(values).mean), hours(downtime(values).mean)],
        tone: value === params.strategy ? "accent" : "neutral",
      };
    }),
  };
}
