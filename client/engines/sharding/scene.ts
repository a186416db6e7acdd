/** Router and shards with the latest row and query, the rows of each shard, and where the latest rows went. */
import { type Scene, type ScenePart, seriesTone, type Tone } from "../kernel/scene.ts";
import { TABLES } from "./params.ts";
import { hottestNow, imbalance, kept, RECENT, type State } from "./state.ts";

const DRAWN = 24;
const TABLE_NAMES = ["orders", "products", "users"];

export function scene(state: State): Scene {
  const { router, rows } = state;
  const moved = Number.isNaN(state.movedShare)
    ? ""
    : ` The latest further shard moved ${percent(state.movedShare)} of the rows.`;
  return {
    parts: [graph(state), bars(state, "Rows by shard", state.counts, kept(state)), latest(state)],
    text:
      `${rows} rows were written to ${router.shards} shards` +
      (rows === 0
        ? "."
        : `; the fullest has ${Math.round(100 * imbalance(state)) / 100} times the mean, and of the latest ` +
          `${percent(hottestNow(state))} went to one.${moved}`),
  };
}

function nameOf(state: State, shard: number): string {
  return state.params.scheme === "federation" && shard < TABLES.length ? TABLE_NAMES[shard]! : `s${shard}`;
}

function graph(state: State): ScenePart {
  const { router } = state;
  const shown = Math.min(DRAWN, router.shards);
  const shards = Array.from({ length: shown }, (_, shard) => shard);
  const asked = (shard: number): Tone =>
    shard < state.lastAsked ? (state.lastSlow ? "bad" : "warn") : "muted";
  const isSingle = state.lastAsked === 1;
  return {
    kind: "graph",
    title:
      `Latest row to ${nameOf(state, state.lastShard)}; latest query asks ${state.lastAsked} of ${router.shards} shards` +
      (state.lastSlow ? ", one of them slow" : ""),
    layout: "layers",
    nodes: [
      { id: "router", label: "router", tone: "accent" },
      ...shards.map((shard) => ({
        id: `s${shard}`,
        label: nameOf(state, shard),
        detail: `${state.counts[shard]} rows`,
        tone: seriesTone(shard),
      })),
    ],
    links: shards.map((shard) => ({
      from: "router",
      to: `s${shard}`,
      tone: isSingle ? (shard === state.lastShard ? "good" : "muted") : asked(shard),
    })),
    packets:
      state.lastShard < shown && state.rows > 0
        ? [
            {
              from: "router",
              to: `s${state.lastShard}`,
              progress: 0.6,
              label: `t${state.lastTenant}`,
              tone: "good",
            },
          ]
        : [],
  };
}

function bars(state: State, title: string, counts: Float64Array, total: number): ScenePart {
  const { shards } = state.router;
  return {
    kind: "bars",
    title,
    unit: "rows",
    bars: Array.from({ length: shards }, (_, shard) => ({
      label: nameOf(state, shard),
      value: counts[shard]!,
      tone: counts[shard]! > (2 * total) / shards ? "bad" : seriesTone(shard),
      reference: total / shards,
    })),
  };
}

function latest(state: State): ScenePart {
  return bars(state, `Shards of the latest ${RECENT} rows`, state.recent, Math.min(state.rows, RECENT));
}

function percent(ratio: number): string {
  return `${Math.round(1000 * ratio) / 10} %`;
}
