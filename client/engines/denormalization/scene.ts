/** What denormalization looks like: tables with the rows that a read touches, and the cost of both designs. */
import type { Scene } from "../kernel/scene.ts";
import type { State } from "./state.ts";
import { breakEven } from "./theory.ts";

const CELLS = 48;

export function scene(state: State): Scene {
  const { params, joins, reads, changes } = state;
  const operations = Math.max(1, reads + changes);
  const even = breakEven(params);
  return {
    parts: [
      {
        kind: "graph",
        title: "Normalised: a read follows every reference",
        layout: "layers",
        nodes: [
          {
            id: "items",
            label: "items",
            detail: `${params.items} rows`,
            tone: state.last === "read" ? "accent" : "neutral",
          },
          ...joins.map((_, table) => ({
            id: `t${table}`,
            label: `table ${table + 1}`,
            detail: `${params.entities} rows`,
            tone:
              state.last === "change" && state.lastTable === table ? ("warn" as const) : ("neutral" as const),
          })),
        ],
        links: joins.map((_, table) => ({
          from: "items",
          to: `t${table}`,
          tone: state.last === "read" ? ("accent" as const) : ("muted" as const),
        })),
        packets: [],
      },
      {
        kind: "cells",
        title: `Denormalised: items with their copies, ${Math.min(CELLS, params.items)} of ${params.items}`,
        columns: 12,
        cells: Array.from({ length: Math.min(CELLS, params.items) }, (_, item) => {
          const old = joins.filter((join) => join.copied(item) !== join.joined(item)).length;
          return {
            label: `i${item}`,
            detail: old === 0 ? "copies are fresh" : `${old} of ${joins.length} copies are old`,
            tone: old === 0 ? "good" : "warn",
          };
        }),
      },
      {
        kind: "bars",
        title: "Rows touched an operation",
        unit: "rows",
        bars: [
          { label: "normalised", value: state.normalizedRows / operations, tone: "series-1" },
          { label: "with copies", value: state.denormalizedRows / operations, tone: "series-2" },
        ],
      },
    ],
    text:
      `${reads} reads and ${changes} changes; an operation touches ${round(state.normalizedRows / operations)} rows normalised, ` +
      `${round(state.denormalizedRows / operations)} with copies; ${state.staleReads} reads saw an old copy.` +
      (even === undefined ? "" : ` Break-even at ${round(even)} reads a change.`),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
