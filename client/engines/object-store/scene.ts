/** What an object store looks like: objects in rows with a cell a chunk, and how full the nodes are. */
import { type Scene, seriesTone, type Tone } from "../kernel/scene.ts";
import { missingShare, type State } from "./state.ts";

const CELLS = 64;
const BARS = 24;

export function scene(state: State, nowMs: number): Scene {
  const { chunks, code, params, missing, lost, lastNode } = state;
  const shown = Math.max(1, Math.min(params.objects, Math.floor(CELLS / chunks)));
  const perNode = new Float64Array(params.nodes);
  for (const node of state.nodeOf) if (node >= 0) perNode[node]!++;
  const kind =
    params.scheme === "replicas" ? `${chunks} copies` : `${code.dataShards} + ${code.parityShards} chunks`;
  return {
    parts: [
      {
        kind: "cells",
        title: `Chunks by object, a row each${shown < params.objects ? `, ${shown} of ${params.objects}` : ""}; the node that holds it`,
        columns: Math.min(chunks, CELLS),
        cells: Array.from({ length: Math.min(CELLS, shown * chunks) }, (_, place) => cell(state, place)),
      },
      {
        kind: "bars",
        title: `Chunks by node${params.nodes > BARS ? `, ${BARS} of ${params.nodes}` : ""}`,
        unit: "chunks",
        bars: Array.from(perNode.subarray(0, BARS), (value, node) => ({
          label: `n${node}`,
          value,
          tone: node === lastNode ? "bad" : seriesTone(node),
          reference: state.nodeOf.length / params.nodes,
        })),
      },
      {
        kind: "table",
        title: "So far",
        columns: ["", "Value"],
        rows: [
          { cells: ["stored bytes a byte", String(round(chunks / code.dataShards))], tone: "neutral" },
          { cells: ["chunks read a repair", String(code.dataShards)], tone: "neutral" },
          { cells: ["nodes failed", String(state.failures)], tone: "neutral" },
          { cells: ["chunks repaired", String(state.repairs)], tone: "neutral" },
          { cells: ["objects lost", String(lost)], tone: lost > 0 ? "bad" : "good" },
        ],
      },
    ],
    text:
      `${params.objects} objects of ${kind} on ${params.nodes} nodes${state.stalled ? ", repairs stalled" : ""}; ` +
      `${missing} chunks missing now, ${round(100 * missingShare(state, nowMs))} % in the mean; ` +
      `${state.failures} failures, ${state.repairs} repairs, ${lost} objects lost.`,
  };
}

function cell(
  { nodeOf, chunks, code, lastPlace }: State,
  place: number,
): { label: string; detail: string; tone: Tone } {
  const chunk = place % chunks;
  const node = nodeOf[place]!;
  const detail = chunk < code.dataShards ? `data ${chunk + 1}` : `parity ${chunk - code.dataShards + 1}`;
  if (node < 0) return { label: "gone", detail, tone: "bad" };
  const tone: Tone = place === lastPlace ? "accent" : chunk < code.dataShards ? "good" : "series-1";
  return { label: `n${node}`, detail, tone };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
