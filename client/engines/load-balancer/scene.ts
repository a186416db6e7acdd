/** What a load balancer looks like: the servers behind it with their lines, and who gets how much. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { inHand, type State } from "./state.ts";

const NODES = 10;
const CELLS = 64;
const BARS = 12;
/** A line longer than this is a sign of trouble. */
const LONG = 8;

export function scene(state: State, _nowMs: number): Scene {
  const { params, balancer, requests, finished, errors } = state;
  const longest = Math.max(...state.lines.map((_, server) => inHand(state, server)));
  return {
    parts: [
      graph(state),
      {
        kind: "cells",
        title: "Requests at each server",
        cells: Array.from({ length: Math.min(CELLS, params.servers) }, (_, server) => ({
          label: state.failed[server] === 1 ? "✗" : String(inHand(state, server)),
          detail: serverText(state, server),
          tone: serverTone(state, server),
        })),
      },
      sharesPart(state),
    ],
    text:
      `${balancer.backends.upCount} of ${params.servers} servers are up; ${requests.size} requests are inside, ` +
      `${longest} at the busiest server; ${finished} are answered, ${errors} failed.`,
  };
}

function graph(state: State): ScenePart {
  const shown = Math.min(NODES, state.params.servers);
  const servers = Array.from({ length: shown }, (_, server) => server);
  return {
    kind: "graph",
    title: shown < state.params.servers ? `The first ${shown} servers` : "Balancer and servers",
    layout: "layers",
    nodes: [
      { id: "clients", label: "clients", detail: `${state.params.arrivalRate}/s`, tone: "neutral" },
      { id: "balancer", label: "balancer", detail: state.params.policy, tone: "accent" },
      ...servers.map((server) => ({
        id: `s${server}`,
        label: `server ${server + 1}`,
        detail: serverText(state, server),
        tone: serverTone(state, server),
      })),
    ],
    links: [
      { from: "clients", to: "balancer", tone: "neutral" },
      ...servers.map((server) => ({
        from: "balancer",
        to: `s${server}`,
        tone: (state.balancer.backends.up[server] === 1 ? "neutral" : "bad") as Tone,
      })),
    ],
    packets:
      state.lastServer >= 0 && state.lastServer < shown
        ? [
            {
              from: "balancer",
              to: `s${state.lastServer}`,
              progress: 0.6,
              tone: state.lastError ? "bad" : "accent",
            },
          ]
        : [],
  };
}

function serverText(state: State, server: number): string {
  const slow = state.speed[server]! < 1 ? `, ${Math.round(1 / state.speed[server]!)}× slower` : "";
  if (state.failed[server] === 1)
    return state.balancer.backends.up[server] === 1 ? "fails, unnoticed" : "down";
  const here = inHand(state, server);
  return `${here} in hand${slow}${state.balancer.backends.up[server] === 1 ? "" : ", still out"}`;
}

function serverTone(state: State, server: number): Tone {
  if (state.failed[server] === 1) return "bad";
  if (state.balancer.backends.up[server] === 0) return "muted";
  const here = inHand(state, server);
  if (here === 0) return "muted";
  return here > LONG ? "warn" : "good";
}

/** Requests that each got since measuring began, and what a fair share would be. */
function sharesPart(state: State): ScenePart {
  const total = state.sent.reduce((sum, one) => sum + one, 0);
  const shown = Math.min(BARS, state.params.servers);
  return {
    kind: "bars",
    title: "Share of the requests, a fair one as a mark",
    unit: "%",
    bars: Array.from({ length: shown }, (_, server) => ({
      label: `server ${server + 1}`,
      value: total === 0 ? 0 : (100 * state.sent[server]!) / total,
      tone: serverTone(state, server),
      reference: 100 / state.params.servers,
    })),
  };
}
