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

function timeline(state: State, nowMs: number): ScenePart {
  const { incident, backups, params } = state;
  const { atMs, downMs, pointMs, backMs } = incident;
  const began = state.disasters > 0;
  const endMs = !began ? nowMs : Number.isNaN(backMs) ? nowMs : backMs;
  const intervalMs = params.backupInterval * HOUR_MS;
  const oldest = began ? (Number.isNaN(pointMs) ? atMs : pointMs) : nowMs - 3 * intervalMs;
  const from = Math.max(0, oldest - intervalMs / 4);
  const to = Math.max(endMs, from + 1);
  return {
    kind: "timeline",
    title: began
      ? `Disaster ${state.disasters}: ${incident.corrupted ? "wrong data" : "the site is lost"}`
      : "No disaster yet",
    unit: "ms",
    from,
    to,
    lanes: [
      { label: "backups", spans: backupSpans(state, from, to) },
      {
        label: "work",
        spans: began && !Number.isNaN(pointMs) ? [span(Math.max(pointMs, from), downMs, "lost", "bad")] : [],
      },
      { label: "service", spans: serviceSpans(state, from, to) },
    ],
    marks: [
      ...(began && incident.corrupted && atMs >= from
        ? [{ at: atMs, label: "corrupted", tone: "warn" as const }]
        : []),
      ...(began && !Number.isNaN(downMs) ? [{ at: downMs, label: "down", tone: "bad" as const }] : []),
    ],
  };

  function backupSpans(_state: State, least: number, most: number) {
    const spans = [];
    for (let age = backups.size - 1; age >= 0; age--) {
      const [startedMs, finishedMs] = [backups.startedMs(age), backups.finishedMs(age)];
      if (finishedMs < least || startedMs > most) continue;
      const isPoint = startedMs === pointMs;
      spans.push(
        span(
          Math.max(least, startedMs),
          Math.min(most, finishedMs),
          isPoint ? "used" : "kept",
          isPoint ? "good" : "neutral",
        ),
      );
    }
    return spans;
  }
}

function serviceSpans({ incident, disasters }: State, from: number, to: number) {
  const { downMs, backMs, trouble } = incident;
  if (disasters === 0 || Number.isNaN(downMs)) return [span(from, to, "up", "good")];
  const up = downMs > from ? [span(from, downMs, "up", "good")] : [];
  const end = Number.isNaN(backMs) ? to : backMs;
  return [...up, span(downMs, end, trouble ? "down, with trouble" : "down", "bad")];
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
