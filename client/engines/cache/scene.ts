/** What a cache looks like: its row of entries, from those that will stay longest, and who gets hits. */
import type { Scene, Tone } from "../kernel/scene.ts";
import { policyOf } from "./policies.ts";
import { CLASSES, classOf, keyName, type State } from "./state.ts";

const CELLS = 64;
const TONES: readonly Tone[] = ["series-1", "series-2", "muted", "warn"];

export function scene(state: State): Scene {
  const { cache, params } = state;
  const { name, order } = policyOf(params);
  const shown = Math.min(CELLS, cache.size);
  const which = cache.size > CELLS ? `, ${shown} of ${cache.size}` : "";
  const ratio = percent(state.accesses === 0 ? NaN : state.hits / state.accesses);
  return {
    parts: [
      { kind: "cells", title: `Entries, ${order}${which}`, columns: 16, cells: entryCells(state) },
      {
        kind: "bars",
        title: "Hit ratio by popularity",
        unit: "",
        max: 1,
        bars: CLASSES.map((label, i) => ({
          label,
          value: state.classAccesses[i] === 0 ? 0 : state.classHits[i]! / state.classAccesses[i]!,
          tone: TONES[i]!,
        })).slice(0, state.classAccesses[3] === 0 ? 3 : 4),
      },
      {
        kind: "bars",
        title: "Hit ratio, and what the most popular keys would give",
        unit: "",
        max: 1,
        bars: [
          {
            label: "since full",
            value: state.warmAccesses === 0 ? 0 : state.warmHits / state.warmAccesses,
            tone: "accent",
            reference: state.best,
          },
          { label: "last 100", value: state.recentHitRatio || 0, tone: "neutral", reference: state.best },
        ],
      },
      {
        kind: "bars",
        title: "Filled",
        unit: "entries",
        max: cache.capacity,
        bars: [
          { label: "entries", value: cache.size, tone: cache.size === cache.capacity ? "accent" : "neutral" },
        ],
      },
    ],
    text:
      `${name} cache with ${cache.size} of ${cache.capacity} entries; ` +
      `${state.accesses} accesses, hit ratio ${ratio}, ${state.evictions} evictions.`,
  };
}

function entryCells(state: State): { label: string; detail: string; tone: Tone }[] {
  const cells = [];
  for (const [key] of state.cache.entries()) {
    if (cells.length === CELLS) break;
    const tone = key === state.lastKey ? (state.lastHit ? "good" : "accent") : TONES[classOf(state, key)]!;
    const hits = state.entryHits[key] ?? 0;
    cells.push({ label: keyName(state, key), detail: `${hits} ${hits === 1 ? "hit" : "hits"}`, tone });
  }
  return cells;
}

function percent(ratio: number): string {
  return Number.isNaN(ratio) ? "undefined" : `${Math.round(ratio * 1000) / 10} %`;
}
