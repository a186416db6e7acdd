/** What disaster recovery looks like: two sites and the backups, how old each is, and what the disasters cost. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { isReplicated, stepsAfterCorruption, stepsOf } from "./params.ts";
import { backupAgeMs, downSoFarMs, type State } from "./state.ts";

export function scene(state: State, nowMs: number): Scene {
  const { phase, disasters, lost, held, unrecoverable } = state;
  const now =
    phase === "running" ? "The site runs" : phase === "spoilt" ? "Data are spoilt" : "The site is down";
  return {
    parts: [graph(state, nowMs), backups(state, nowMs), table(state, nowMs)],
    text:
      `${now}; it holds ${held} writes, the newest backup is ${hours(backupAgeMs(state, nowMs))} old; ${disasters} ` +
      `disasters cost ${lost} writes and ${hours(downSoFarMs(state, nowMs))} of downtime, ${unrecoverable} could not be undone.`,
  };
}

const hours = (ms: number): string => `${Math.round(ms / 360_000) / 10} h`;

function graph(state: State, nowMs: number): ScenePart {
  const { phase, held, replica, catalog, params } = state;
  const siteTone: Tone = phase === "running" ? "good" : phase === "spoilt" ? "warn" : "bad";
  const copies = isReplicated(params);
  const behind = held - replica;
  return {
    kind: "graph",
    title: "Where the data are",
    layout: "row",
    nodes: [
      { id: "users", label: "users", tone: phase === "recovering" ? "bad" : "accent" },
      {
        id: "site",
        label: "site",
        detail:
          phase === "recovering" ? stepName(state) : `${held} writes${phase === "spoilt" ? ", spoilt" : ""}`,
        tone: siteTone,
      },
      {
        id: "other",
        label: "other site",
        detail: copies ? (phase === "recovering" ? "takes over" : `${behind} behind`) : "empty",
        tone: copies ? (phase === "spoilt" ? "warn" : "good") : "muted",
      },
      {
        id: "backups",
        label: "backups",
        detail: `${catalog.backups.length}, ${hours(backupAgeMs(state, nowMs))} old`,
        tone: "neutral",
      },
    ],
    links: [
      { from: "users", to: "site", tone: phase === "recovering" ? "bad" : "good" },
      { from: "site", to: "other", tone: copies ? "accent" : "muted" },
      { from: "site", to: "backups", tone: "neutral" },
    ],
    packets: [],
  };
}

function stepName({ params, corrupted, step }: State): string {
  const steps = corrupted ? stepsAfterCorruption(params) : stepsOf(params);
  return steps[step]?.[0] ?? "recovers";
}

/** The newest on the left; those from after a corruption hold it too. */
function backups(state: State, nowMs: number): ScenePart {
  const { catalog, phase, spoiltMs } = state;
  return {
    kind: "cells",
    title: "Backups by age, in hours; amber ones hold spoilt data",
    columns: 10,
    cells: [...catalog.backups].reverse().map(({ takenAt, content }) => {
      const spoilt = phase === "spoilt" && takenAt >= spoiltMs;
      return {
        label: `${Math.round((nowMs - takenAt) / 3_600_000)}`.slice(0, 8),
        detail: `${hours(nowMs - takenAt)} old, ${content} writes${spoilt ? ", spoilt" : ""}`,
        tone: spoilt ? "warn" : "good",
      };
    }),
  };
}

function table(state: State, nowMs: number): ScenePart {
  const { disasters, recovered, rpoMs, worstRpoMs, rtoMs, lost, refused } = state;
  const mean = (sum: number, count: number): string => (count === 0 ? "–" : hours(sum / count));
  const rows: [string, string][] = [
    ["disasters", `${disasters}`],
    ["recovery point, mean age", mean(rpoMs, disasters)],
    ["recovery point, worst", hours(worstRpoMs)],
    ["recovery time, mean", mean(rtoMs, recovered)],
    ["writes lost", `${lost}`],
    ["writes refused", `${refused}`],
    ["down so far", hours(downSoFarMs(state, nowMs))],
  ];
  return {
    kind: "table",
    title: "What the disasters cost",
    columns: ["What", "How much"],
    rows: rows.map(([what, value]) => ({ cells: [what, value], tone: "neutral" })),
  };
}
