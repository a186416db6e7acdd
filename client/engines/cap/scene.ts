/** What a parted store looks like: two sides, what each replica has, and what the clients of each side meet with. */
import { connected, isPartitioned, underWay } from "../kernel/network.ts";
import type { Scene, SceneLink, ScenePart, Tone } from "../kernel/scene.ts";
import { cellOf, type Side, type State, sideOf } from "./state.ts";

const KEYS = 8;
const PACKETS = 40;

export function scene(state: State, nowMs: number): Scene {
  const { errors, answered, stale, reads, parted, conflicts } = state;
  return {
    parts: [graph(state, nowMs), cells(state), sides(state), totals(state)],
    text:
      `The network is ${parted ? "parted" : "whole"}; ${answered} requests were answered, ${errors} got an error; ` +
      `${stale} of ${reads} reads were stale; ${conflicts} keys had conflicting values when the sides met.`,
  };
}

const toneOf = (state: State, replica: number): Tone =>
  sideOf(state, replica) === 0 ? "series-1" : "series-2";

function graph(state: State, nowMs: number): ScenePart {
  const { network, params } = state;
  const links: SceneLink[] = [];
  for (let from = 0; from < params.replicas; from++)
    for (let to = from + 1; to < params.replicas; to++)
      links.push({
        from: `r${from + 1}`,
        to: `r${to + 1}`,
        tone: connected(network, from, to) ? "muted" : "bad",
      });
  return {
    kind: "graph",
    title: isPartitioned(network) ? "Two sides that do not hear each other" : "Replicas",
    layout: "circle",
    nodes: Array.from({ length: params.replicas }, (_, replica) => ({
      id: `r${replica + 1}`,
      label: `r${replica + 1}`,
      detail: sideOf(state, replica) === 0 ? "main side" : "cut off",
      tone: toneOf(state, replica),
    })),
    links,
    packets: underWay(network, nowMs, PACKETS).map(({ from, to, progress, message }) => ({
      from: `r${from + 1}`,
      to: `r${to + 1}`,
      progress,
      label: message.type,
      tone:
        message.type === "store" || message.type === "spread" ? ("accent" as const) : ("neutral" as const),
    })),
  };
}

/** The number of the write that a replica would answer with, and how many values it has side by side. */
function held(state: State, replica: number, key: number): { id: number; count: number } {
  const cell = cellOf(state, replica, key);
  if (state.params.choice !== "available") return { id: state.values[cell]!.value, count: 1 };
  const versions = state.versions[cell]!;
  return { id: versions.reduce((max, { id }) => Math.max(max, id), 0), count: versions.length };
}

function cells(state: State): ScenePart {
  const { params } = state;
  const shown = Math.min(KEYS, params.keys);
  return {
    kind: "cells",
    title: `The write that each has of ${shown} keys; red has several values, amber differs from r1`,
    columns: shown + 1,
    cells: Array.from({ length: params.replicas }, (_, replica) => replica).flatMap((replica) => [
      { label: `r${replica + 1}`, detail: `replica ${replica + 1}`, tone: toneOf(state, replica) },
      ...Array.from({ length: shown }, (_, key) => {
        const { id, count } = held(state, replica, key);
        const differs = id !== held(state, 0, key).id;
        return {
          label: id === 0 ? "–" : `${id}`.slice(-8),
          detail: `key ${key + 1}: ${id === 0 ? "not written" : `write ${id}`}${count > 1 ? `, ${count} values` : ""}`,
          tone: (count > 1 ? "bad" : differs ? "warn" : id === 0 ? "muted" : "good") as Tone,
        };
      }),
    ]),
  };
}

function sides(state: State): ScenePart {
  const row = (name: string, { answered, errors, reads, stale }: Side, tone: Tone) => ({
    cells: [name, `${answered}`, `${errors}`, `${reads}`, `${stale}`],
    tone,
  });
  return {
    kind: "table",
    title: "Clients while the network was parted",
    columns: ["Side", "Answered", "Errors", "Reads", "Of them stale"],
    rows: [row("main", state.sides[0], "series-1"), row("cut off", state.sides[1], "series-2")],
  };
}

function totals({ answered, errors, stale, conflicts }: State): ScenePart {
  return {
    kind: "bars",
    title: "So far",
    unit: "requests",
    bars: [
      { label: "answered", value: answered, tone: "good" },
      { label: "errors", value: errors, tone: "bad" },
      { label: "stale reads", value: stale, tone: "warn" },
      { label: "conflicts", value: conflicts, tone: "bad" },
    ],
  };
}
