/** What a hierarchy looks like: the way of a request through its tiers, who answers how much, and what each of them holds. */
import type { Scene, SceneLink, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import { capacities, latencies, TIERS, tierNames } from "./params.ts";
import { isStale, type State, staleCopies } from "./state.ts";

const CELLS = 16;

export function scene(state: State): Scene {
  const { params, last, counts } = state;
  const names = tierNames(params);
  const share = (tier: number) => (counts.reads === 0 ? 0 : counts.answered[tier]! / counts.reads);
  const mean = counts.reads === 0 ? 0 : counts.latencyMs / counts.reads;
  const parts = names.map((name, tier) => `${name} ${Math.round(1000 * share(tier)) / 10} %`).join(", ");
  return {
    parts: [
      graph(state, names),
      {
        kind: "bars",
        title: "Who answers, of the last reads",
        unit: "",
        max: 1,
        bars: names.map((name, tier) => ({
          label: name,
          value: last.reads === 0 ? 0 : last.answered[tier]! / last.reads,
          tone: tier === TIERS ? "bad" : tier === 0 ? "good" : "accent",
          reference: share(tier),
        })),
      },
      ...Array.from({ length: TIERS }, (_, tier) => cells(state, tier, names[tier]!)),
    ].slice(0, 5) as ScenePart[],
    text:
      `Answered by: ${parts}. A read takes ${Math.round(100 * mean) / 100} ms on average; ` +
      `${staleCopies(state)} near copies are older than the source, ${counts.stale} of ${counts.reads} reads were stale.`,
  };
}

function graph(state: State, names: readonly string[]): ScenePart {
  const { params, tiers, answeredBy, lastNode } = state;
  const sizes = capacities(params);
  const waits = latencies(params);
  const nodes: SceneNode[] = names.map((name, tier) => {
    const near = tier === 0 && params.nodes > 1 ? `${name} ${lastNode + 1} of ${params.nodes}` : name;
    const filled = tier === TIERS ? "" : `${tiers.size(lastNode, tier)}/${sizes[tier]}, `;
    const tone: Tone =
      tier === answeredBy ? (state.wasStale ? "bad" : "good") : tier < answeredBy ? "warn" : "muted";
    return { id: `tier${tier}`, label: near, detail: `${filled}${waits[tier]} ms`, tone };
  });
  const links: SceneLink[] = names.slice(1).map((_, tier) => ({
    from: `tier${tier}`,
    to: `tier${tier + 1}`,
    label: tier < answeredBy ? "miss" : "",
    tone: tier < answeredBy ? "warn" : "muted",
  }));
  return { kind: "graph", title: "The latest request", layout: "row", nodes, links, packets: [] };
}

/** The most recently used entries of a tier; marked when another tier holds them too. */
function cells(state: State, tier: number, name: string): ScenePart {
  const { tiers, lastNode } = state;
  const list = [];
  for (const [key, copy] of tiers.entries(lastNode, tier)) {
    if (list.length === CELLS) break;
    const twice = [0, 1, 2].some((other) => other !== tier && tiers.peek(lastNode, other, key) !== undefined);
    const stale = isStale(state, key, copy);
    const tone: Tone = stale ? "bad" : key === state.lastKey ? "good" : twice ? "muted" : "series-1";
    list.push({ label: `k${key}`, detail: stale ? "stale" : twice ? "held twice" : "here only", tone });
  }
  const where = tier === 0 && state.params.nodes > 1 ? ` ${lastNode + 1}` : "";
  return { kind: "cells", title: `${name}${where}, latest first`, columns: CELLS, cells: list };
}
