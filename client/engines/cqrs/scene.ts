/** Write side, log, read side and users, with what is on the way between them, and how far the read model is behind. */
import { quantile } from "../kernel/histogram.ts";
import type { Scene, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import { behind, committed, type State } from "./state.ts";

const CELLS = 48;

export function scene(state: State): Scene {
  const late = behind(state);
  const share = state.reads === 0 ? 0 : Math.round((100 * state.early) / state.reads);
  return {
    parts: [picture(state), log(state), users(state)],
    text:
      `${committed(state)} events, the read model is ${late} behind; ${share} % of the users looked before their write was ` +
      `there, ${state.stale} of ${state.reads} saw old data.`,
  };
}

function picture(state: State): ScenePart {
  const { delivered, readModel, waiters, shadow, projectionDown } = state;
  const rebuilding = readModel.position < state.catchUpTo;
  const readTone: Tone = projectionDown ? "bad" : rebuilding ? "warn" : "neutral";
  const nodes: SceneNode[] = [
    { id: "write", label: "write side", detail: `${committed(state)} events`, tone: "accent" },
    { id: "way", label: "on the way", detail: `${committed(state) - delivered}`, tone: "muted" },
    { id: "queue", label: "queue", detail: `${delivered - readModel.position}`, tone: "warn" },
    {
      id: "read",
      label: "read model",
      detail: `at ${readModel.position}${projectionDown ? ", down" : ""}`,
      tone: readTone,
    },
    { id: "users", label: "users", detail: waiters.size > 0 ? `${waiters.size} wait` : "", tone: "neutral" },
  ];
  if (shadow >= 0)
    nodes.push({ id: "shadow", label: "new read model", detail: `at ${shadow}`, tone: "series-2" });
  const ids = ["write", "way", "queue", "read", "users"];
  const links = ids.slice(1).map((to, i) => ({ from: ids[i]!, to, tone: "muted" as const }));
  return { kind: "graph", title: "From a write to what users see", layout: "row", nodes, links, packets: [] };
}

/** The latest events by how far they have got. */
function log(state: State): ScenePart {
  const last = committed(state);
  const first = Math.max(1, last - CELLS + 1);
  const cells = Array.from({ length: last - first + 1 }, (_, i) => {
    const position = first + i;
    const visible = position <= state.readModel.position;
    const tone: Tone = visible ? "good" : position <= state.delivered ? "warn" : "muted";
    const detail = visible
      ? "in the read model"
      : position <= state.delivered
        ? "in the queue"
        : "on the way";
    return { label: `${position}`.slice(-8), detail, tone };
  });
  return { kind: "cells", title: "The latest events", columns: 16, cells };
}

function users(state: State): ScenePart {
  const { lags, reads, early, stale, writeSideReads, waitMs } = state;
  const ms = (value: number): string => (Number.isFinite(value) ? `${Math.round(value)} ms` : "–");
  const share = (count: number): string =>
    reads === 0 ? "–" : `${Math.round((1000 * count) / reads) / 10} %`;
  const row = (name: string, value: string, tone: Tone = "neutral") => ({ cells: [name, value], tone });
  return {
    kind: "table",
    title: "What users notice",
    columns: ["", ""],
    rows: [
      row("lag, median", ms(quantile(lags, 0.5))),
      row("lag, 99th percentile", ms(quantile(lags, 0.99))),
      row("came too early", share(early)),
      row("saw old data", share(stale), stale > 0 ? "bad" : "good"),
      row("were answered by the write side", share(writeSideReads)),
      row("wait on average", ms(reads === 0 ? NaN : waitMs / reads)),
    ],
  };
}
