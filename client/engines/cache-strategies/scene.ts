/** What caching strategies look like: requests between application, cache and source, and how old each copy is. */
import type { Scene, SceneNode, ScenePacket, ScenePart, Tone } from "../kernel/scene.ts";
import { LOAD, POOL, type State, WRITE } from "./state.ts";

const SHOWN_KEYS = 8;
const PACKETS = 24;

export function scene(state: State, nowMs: number): Scene {
  const { params, last, counts, buffer } = state;
  const lost = state.lostWrites > 0 ? ` ${state.lostWrites} acknowledged writes were lost.` : "";
  const stale = staleCopies(state);
  return {
    parts: [
      graph(state, nowMs, stale),
      copies(state, nowMs),
      {
        kind: "bars",
        title: "In the last second",
        unit: "1/s",
        bars: [
          { label: "reads", value: last.reads, tone: "neutral", reference: params.readRate },
          { label: "hits", value: last.hits, tone: "good" },
          { label: "stale", value: last.stale, tone: "bad" },
          { label: "loads", value: last.sourceReads, tone: "warn" },
          { label: "src writes", value: last.sourceWrites, tone: "accent", reference: params.writeRate },
        ],
      },
    ],
    text:
      `${params.strategy}: ${last.reads} reads in the last second, ${last.hits} hits, ${last.stale} stale; ` +
      `${stale} copies are older than what was acknowledged, ${buffer.writes} writes are only in the cache; ` +
      `${counts.stale} of ${counts.reads} reads were stale so far.${lost}`,
  };
}

/** Copies that a reader would now be wrong to believe. */
export function staleCopies(state: State): number {
  let stale = 0;
  for (const [key, version] of state.cache.entries())
    if (version < state.acknowledged[key]! && state.buffer.get(key) === undefined) stale++;
  return stale;
}

function graph(state: State, nowMs: number, stale: number): ScenePart {
  const through = state.params.strategy !== "cache-aside" && state.params.strategy !== "cache-aside-lease";
  const { last, buffer, cache } = state;
  const dirty = buffer.writes > 0 ? `, ${buffer.writes} unwritten` : "";
  const nodes: SceneNode[] = [
    { id: "app", label: "Application", detail: `${state.inFlight} under way`, tone: "neutral" },
    {
      id: "cache",
      label: "Cache",
      detail: `${cache.size} entries${dirty}`,
      tone: stale > 0 ? "bad" : "good",
    },
    {
      id: "source",
      label: "Source",
      detail: `${last.sourceReads + last.sourceWrites} ops/s`,
      tone: nowMs < state.slowUntilMs ? "warn" : "neutral",
    },
  ];
  const loader = through ? "cache" : "app";
  const writer =
    state.params.strategy === "write-through" || state.params.strategy === "write-behind" ? "cache" : "app";
  return {
    kind: "graph",
    title: "Who asks whom",
    layout: "row",
    nodes,
    links: [
      { from: "app", to: "cache", tone: "neutral" },
      { from: "cache", to: "source", tone: loader === "cache" || writer === "cache" ? "neutral" : "muted" },
      { from: "app", to: "source", tone: loader === "app" || writer === "app" ? "neutral" : "muted" },
    ],
    packets: packets(state, nowMs, loader, writer),
  };
}

function packets(state: State, nowMs: number, loader: string, writer: string): ScenePacket[] {
  const { kind, key, legFromMs, legToMs } = state.requests;
  const list: ScenePacket[] = [];
  for (let slot = 0; slot < POOL && list.length < PACKETS; slot++) {
    if (kind[slot] !== LOAD && kind[slot] !== WRITE) continue;
    const whole = legToMs[slot]! - legFromMs[slot]!;
    const done = whole > 0 ? Math.min(1, Math.max(0, (nowMs - legFromMs[slot]!) / whole)) : 1;
    const from = kind[slot] === LOAD ? loader : writer;
    // There in the first half of the time, back in the second.
    const progress = done < 0.5 ? 2 * done : 2 - 2 * done;
    const tone: Tone = kind[slot] === LOAD ? "warn" : "accent";
    list.push({ from, to: "source", progress, label: `k${key[slot]}`, tone });
  }
  return list;
}

function copies(state: State, nowMs: number): ScenePart {
  return {
    kind: "table",
    title: "The most popular keys",
    columns: ["key", "cached", "source", "acknowledged", "copy", "expires in"],
    rows: Array.from({ length: Math.min(SHOWN_KEYS, state.params.keys) }, (_, key) =>
      copyRow(state, key, nowMs),
    ),
  };
}

function copyRow(state: State, key: number, nowMs: number): { cells: string[]; tone: Tone } {
  const expiresMs = state.cache.expiresMs(key);
  const alive = expiresMs !== undefined && nowMs < expiresMs;
  const cached = alive ? state.cache.peek(key) : undefined;
  const acknowledged = state.acknowledged[key]!;
  const buffered = state.buffer.get(key) !== undefined;
  const [copy, tone]: [string, Tone] = buffered
    ? ["only here", "warn"]
    : cached === undefined
      ? ["absent", "muted"]
      : cached < acknowledged
        ? ["stale", "bad"]
        : ["fresh", "good"];
  const left = alive ? `${Math.ceil((expiresMs - nowMs) / 100) / 10} s` : "–";
  const cells = [`k${key}`, cached === undefined ? "–" : `v${cached}`];
  return { cells: [...cells, `v${state.source[key]}`, `v${acknowledged}`, copy, left], tone };
}
