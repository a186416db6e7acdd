/** What a topic looks like: publisher, partitions, groups and consumers; who owns what and who is behind. */
import {
  type Scene,
  type SceneLink,
  type SceneNode,
  type ScenePart,
  seriesTone,
  type Tone,
} from "../kernel/scene.ts";
import { lagOf, type State } from "./state.ts";

const CELLS = 64;
const CONSUMERS = 6;

export function scene(state: State, nowMs: number): Scene {
  const { groups, params } = state;
  const lags = groups.map((_, group) => lagOf(state, group));
  return {
    parts: [
      graph(state, lags),
      {
        kind: "bars",
        title: "Messages behind the end of the log",
        unit: "messages",
        bars: lags.map((lag, group) => ({
          label: `group ${group + 1}`,
          value: lag,
          tone: (lag > 50 * params.partitions
            ? "bad"
            : lag > 5 * params.partitions
              ? "warn"
              : "good") as Tone,
        })),
      },
      ...groups.slice(0, 2).map((_, group) => partitions(state, group, nowMs)),
    ],
    text:
      `${state.published} messages are published; ` +
      groups
        .map(
          (group, i) =>
            `group ${i + 1} has done ${group.done}, is ${lags[i]} behind and has missed ${group.missed}`,
        )
        .join("; ") +
      ".",
  };
}

function graph(state: State, lags: readonly number[]): ScenePart {
  const { params, groups } = state;
  const hub = params.style === "hub";
  const shown = Math.min(CONSUMERS, params.consumers);
  const nodes: SceneNode[] = [
    { id: "publisher", label: "publisher", detail: `${params.publishRate}/s`, tone: "neutral" },
    {
      id: "topic",
      label: hub ? "hub" : "topic",
      detail: hub ? `${state.hubLine.length} wait` : `${params.partitions} partitions`,
      tone: hub && state.hubLine.length > 20 ? "bad" : "accent",
    },
  ];
  const links: SceneLink[] = [{ from: "publisher", to: "topic", tone: "neutral" }];
  groups.forEach((group, i) => {
    nodes.push({ id: `g${i}`, label: `group ${i + 1}`, detail: `lag ${lags[i]}`, tone: seriesTone(i) });
    links.push({ from: "topic", to: `g${i}`, tone: "neutral" });
    for (let member = 0; member < shown; member++) {
      const alive = group.alive[member] === 1;
      const busy = group.working[member]! >= 0;
      nodes.push({
        id: `g${i}c${member}`,
        label: `consumer ${member + 1}`,
        detail: alive ? (busy ? "works" : "idle") : "gone",
        tone: alive ? (busy ? "good" : "muted") : "bad",
      });
      links.push({ from: `g${i}`, to: `g${i}c${member}`, tone: alive ? "neutral" : "muted" });
    }
  });
  return { kind: "graph", title: "From publisher to consumers", layout: "layers", nodes, links, packets: [] };
}

/** A cell for each partition: its owner, and how far behind. */
function partitions(state: State, groupNumber: number, nowMs: number): ScenePart {
  const group = state.groups[groupNumber]!;
  return {
    kind: "cells",
    title: `Group ${groupNumber + 1}: owner of each partition, ‖ while it moves`,
    cells: Array.from({ length: Math.min(CELLS, state.params.partitions) }, (_, partition) => {
      const owner = group.owner[partition]!;
      const lag = state.logs[partition]!.end - group.position[partition]!;
      const paused = group.pausedUntilMs[partition]! > nowMs;
      const orphan = owner < 0 || group.alive[owner] === 0;
      return {
        label: paused ? "‖" : orphan ? "–" : `c${owner + 1}`,
        detail: `partition ${partition}, ${lag} behind`,
        tone: paused ? "warn" : orphan ? "bad" : lag > 50 ? "warn" : seriesTone(owner),
      };
    }),
  };
}
