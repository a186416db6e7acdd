/** What discovery looks like: who is alive, what the registry lists, and what each client believes. */
import { underWay } from "../kernel/network.ts";
import type { Scene, SceneNode, ScenePacket, ScenePart, Tone } from "../kernel/scene.ts";
import type { State } from "./state.ts";

export function scene(state: State, nowMs: number): Scene {
  const { up, registry, failed, calls, falseRemovals, registryUp } = state;
  const alive = up.reduce((sum, value) => sum + value, 0);
  return {
    parts: [graph(state, nowMs), lists(state), counts(state)],
    text:
      `${alive} of ${up.length} instances are alive, the registry ${registryUp ? "lists" : "is away and listed"} ` +
      `${registry.size}; ${failed} of ${calls} calls failed; ${falseRemovals} healthy instances were removed.`,
  };
}

/** Alive and listed is well; the two ways to be wrong are what matters. */
function toneOf({ up, registry }: State, instance: number): Tone {
  if (up[instance] === 1) return registry.has(instance) ? "good" : "warn";
  return registry.has(instance) ? "bad" : "muted";
}

function detailOf({ up, registry }: State, instance: number): string {
  return `${up[instance] === 1 ? "alive" : "dead"}, ${registry.has(instance) ? "listed" : "not listed"}`;
}

function graph(state: State, nowMs: number): ScenePart {
  const { params, network, registryUp, registry } = state;
  const instances: SceneNode[] = Array.from({ length: params.instances }, (_, i) => ({
    id: `i${i + 1}`,
    label: `i${i + 1}`,
    detail: detailOf(state, i),
    tone: toneOf(state, i),
  }));
  const packets: ScenePacket[] = underWay(network, nowMs, 30).map(({ from, progress }) => ({
    from: `i${from + 1}`,
    to: "registry",
    progress,
    label: "♥",
    tone: "accent",
  }));
  return {
    kind: "graph",
    title: "Heartbeats to the registry: red is dead and listed, amber alive and not listed",
    layout: "circle",
    nodes: [
      ...instances,
      {
        id: "registry",
        label: "registry",
        detail: registryUp ? `${registry.size} listed` : "away",
        tone: registryUp ? "accent" : "bad",
      },
    ],
    links: instances.map(({ id, tone }) => ({
      from: id,
      to: "registry",
      tone: tone === "good" ? "muted" : tone,
    })),
    packets,
  };
}

/** Rows of at most eight instances: a client's whole list would not fit beside seven others. */
function lists(state: State): ScenePart {
  const { params, lists: known, ejected } = state;
  const shown = Math.min(7, params.instances);
  return {
    kind: "cells",
    title: `What each client believes of ${shown} instances; red would be called and is dead`,
    columns: shown + 1,
    cells: Array.from({ length: params.clients }, (_, client) => client).flatMap((client) => [
      { label: `c${client + 1}`, detail: `client ${client + 1}`, tone: "accent" as Tone },
      ...Array.from({ length: shown }, (_, i) => {
        const life = known[client * params.instances + i]!;
        const isOut = params.eject && life > 0 && ejected[client * params.instances + i] === life;
        const isDead = state.up[i] === 0;
        return {
          label: life === 0 ? "–" : isOut ? "×" : `i${i + 1}`,
          detail: `i${i + 1}: ${life === 0 ? "not on the list" : isOut ? "left out" : isDead ? "listed, dead" : "listed"}`,
          tone: (life === 0 || isOut ? "muted" : isDead ? "bad" : "good") as Tone,
        };
      }),
    ]),
  };
}

function counts(state: State): ScenePart {
  return {
    kind: "bars",
    title: "So far",
    unit: "",
    bars: [
      { label: "crashes", value: state.crashes, tone: "neutral" },
      { label: "removals", value: state.removals, tone: "good" },
      { label: "of healthy", value: state.falseRemovals, tone: "warn" },
      { label: "failed calls", value: state.failed, tone: "bad" },
    ],
  };
}
