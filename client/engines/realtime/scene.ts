/** What it looks like: the server, some clients and how they stay in touch; who is behind; what it costs. */
import { mean } from "../kernel/histogram.ts";
import type { Scene, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import { updateBytes } from "./params.ts";
import { openNow, type State } from "./state.ts";

const CELLS = 64;
const NODES = 8;

export function scene(state: State): Scene {
  const { params, clients } = state;
  const behind = clients.cursor.reduce((sum, cursor) => sum + (cursor < state.updates ? 1 : 0), 0);
  const delay = mean(state.delays);
  const perUpdate = state.delivered === 0 ? 0 : state.bytes / state.delivered;
  return {
    parts: [
      graph(state),
      {
        kind: "cells",
        title: "Clients: ✓ has everything, how many it lacks, ✕ cut off",
        columns: 16,
        cells: Array.from({ length: Math.min(CELLS, params.clients) }, (_, client) =>
          clientCell(state, client),
        ),
      },
      {
        kind: "bars",
        title: "Bytes for an update and client",
        unit: "bytes",
        bars: [
          { label: "content", value: params.payload, tone: "good" },
          { label: "with frame", value: updateBytes(params), tone: "accent" },
          { label: "in all", value: perUpdate, tone: "bad", reference: params.payload },
        ],
      },
    ],
    text:
      `${state.updates} updates, ${behind} of ${params.clients} clients lack some; ${state.missed} were missed for good; ` +
      `delay ${Number.isNaN(delay) ? "not yet measured" : `${Math.round(delay)} ms`}; ${openNow(state)} connections open, ` +
      `${Math.round(perUpdate)} bytes for each update delivered.`,
  };
}

function clientState(state: State, client: number): [label: string, detail: string, tone: Tone] {
  const { away, cursor } = state.clients;
  const lacks = state.updates - cursor[client]!;
  if (away[client] === 1) return ["✕", `cut off, lacks ${lacks}`, "bad"];
  return lacks === 0 ? ["✓", "has everything", "good"] : [String(lacks), `lacks ${lacks}`, "warn"];
}

function clientCell(state: State, client: number): { label: string; detail: string; tone: Tone } {
  const [label, detail, tone] = clientState(state, client);
  return { label, detail: `client ${client + 1} ${detail}`, tone };
}

function graph(state: State): ScenePart {
  const { params, clients } = state;
  const shown = Math.min(NODES, params.clients);
  const nodes: SceneNode[] = [
    { id: "server", label: "server", detail: `${state.updates} updates`, tone: "accent" },
    ...Array.from({ length: shown }, (_, client) => {
      const [, detail, tone] = clientState(state, client);
      return { id: `c${client}`, label: `client ${client + 1}`, detail, tone };
    }),
  ];
  return {
    kind: "graph",
    title:
      shown < params.clients ? `${shown} of ${params.clients} clients, and their connections` : "Connections",
    layout: "layers",
    nodes,
    links: Array.from({ length: shown }, (_, client) => ({
      from: "server",
      to: `c${client}`,
      label: clients.pending[client] === 1 ? "held" : "",
      tone: clients.asking[client] === 1 ? ("good" as const) : ("muted" as const),
    })),
    packets: [],
  };
}
