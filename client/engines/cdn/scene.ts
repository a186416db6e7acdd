/** What a CDN looks like: edges around an origin, what each holds of the popular objects, and what the origin has to do. */
import type { Scene, SceneLink, SceneNode, ScenePacket, ScenePart, Tone } from "../kernel/scene.ts";
import { type State, staleCopies } from "./state.ts";

const OBJECTS = 5;
const PACKETS = 24;

export function scene(state: State, nowMs: number): Scene {
  const { params, last, counts } = state;
  const ratio = counts.requests === 0 ? 0 : counts.hits / counts.requests;
  const down = nowMs < state.originDownUntilMs ? " The origin is down." : "";
  return {
    parts: [
      graph(state, nowMs),
      cells(state, nowMs),
      {
        kind: "bars",
        title: "Hit ratio by edge",
        unit: "",
        max: 1,
        bars: state.edges.map((_, edge) => ({
          label: `edge ${edge + 1}`,
          value: state.edgeRequests[edge] === 0 ? 0 : state.edgeHits[edge]! / state.edgeRequests[edge]!,
          tone: state.edgeUp[edge] === 1 ? "good" : "bad",
        })),
      },
      {
        kind: "bars",
        title: "In the last second",
        unit: "1/s",
        bars: [
          { label: "requests", value: last.requests, tone: "neutral", reference: params.readRate },
          { label: "origin", value: last.origin, tone: "warn" },
          { label: "stale", value: last.stale, tone: "bad" },
          { label: "failed", value: last.failed, tone: "bad" },
        ],
      },
    ],
    text:
      `${params.mode} CDN with ${params.edges} edges${params.shield ? " and a shield" : ""}: ` +
      `${Math.round(1000 * ratio) / 10} % of ${counts.requests} requests were hits, ${counts.stale} of them stale; ` +
      `${staleCopies(state)} copies are older than the origin's, which had ${last.origin} requests or pushes in the last ` +
      `second.${down}`,
  };
}

function graph(state: State, nowMs: number): ScenePart {
  const { params, last, shield } = state;
  const down = nowMs < state.originDownUntilMs;
  const nodes: SceneNode[] = [
    {
      id: "origin",
      label: "Origin",
      detail: down ? "down" : `${last.origin}/s`,
      tone: down ? "bad" : "accent",
    },
  ];
  const links: SceneLink[] = [];
  if (params.shield && params.mode === "pull") {
    nodes.push({ id: "shield", label: "Shield", detail: `${shield.size} objects`, tone: "neutral" });
    links.push({ from: "shield", to: "origin", tone: "neutral" });
  }
  const behind = links.length > 0 ? "shield" : "origin";
  state.edges.forEach((cache, edge) => {
    const up = state.edgeUp[edge] === 1;
    nodes.push({
      id: `edge${edge}`,
      label: `Edge ${edge + 1}`,
      detail: up ? `${cache.size} objects` : "down",
      tone: up ? (edge === state.lastEdge ? "good" : "neutral") : "bad",
    });
    links.push({ from: `edge${edge}`, to: behind, tone: up ? "neutral" : "muted" });
  });
  return {
    kind: "graph",
    title: "Who fetches from whom",
    layout: "layers",
    nodes,
    links,
    packets: packets(state, behind),
  };
}

/** Fetches under way; how far they are is not known to the picture, so that they stand in the middle. */
function packets({ fetching, params }: State, behind: string): ScenePacket[] {
  const list: ScenePacket[] = [];
  for (let place = 0; place < fetching.length && list.length < PACKETS; place++) {
    if (fetching[place] === 0) continue;
    const edge = Math.floor(place / params.objects);
    list.push({
      from: `edge${edge}`,
      to: behind,
      progress: 0.5,
      label: `o${place % params.objects}`,
      tone: "warn",
    });
  }
  return list;
}

/** The most popular objects, a row each, at every edge. */
function cells(state: State, nowMs: number): ScenePart {
  const { params, edges, versions } = state;
  const shown = Math.min(OBJECTS, params.objects);
  const list = [];
  for (let object = 0; object < shown; object++) {
    for (const [edge, cache] of edges.entries()) {
      const expiresMs = cache.expiresMs(object);
      const version = cache.peek(object);
      const alive = expiresMs !== undefined && nowMs < expiresMs;
      const stale = alive && version! < versions[object]!;
      const tone: Tone = alive ? (stale ? "bad" : "good") : "muted";
      const what = alive ? (stale ? "stale" : "fresh") : "absent or expired";
      list.push({
        label: alive ? `v${version! % 100_000}` : "–",
        detail: `o${object} at edge ${edge + 1}: ${what}`,
        tone,
      });
    }
  }
  const title = `The ${shown} most popular objects (rows) at each edge (columns)`;
  return { kind: "cells", title, columns: params.edges, cells: list };
}
