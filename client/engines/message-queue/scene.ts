/** What a message queue looks like: producer, queue, consumers, and where messages have gone. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { DEAD, IDLE, type State } from "./state.ts";

const CELLS = 64;

export function scene(state: State, nowMs: number): Scene {
  const { queue, params } = state;
  return {
    parts: [
      graph(state),
      {
        kind: "bars",
        title: "The queue, its capacity as a mark",
        unit: "messages",
        bars: [
          { label: "waiting", value: queue.waiting, tone: "accent", reference: params.capacity },
          { label: "in flight", value: queue.inFlight, tone: "good" },
        ],
      },
      consumers(state, nowMs),
      {
        kind: "bars",
        title: "Messages so far",
        unit: "messages",
        bars: [
          { label: "acknowledged", value: state.acknowledged, tone: "good" },
          { label: "dead", value: state.dead, tone: "bad" },
          { label: "no room", value: state.refused + state.droppedOldest, tone: "warn" },
          { label: "lost", value: state.lost, tone: "bad" },
          { label: "done twice", value: state.doubleEffects, tone: "warn" },
        ],
      },
    ],
    text:
      `${queue.waiting} messages wait and ${queue.inFlight} are in flight; ${state.acknowledged} are acknowledged, ` +
      `${state.dead} dead, ${state.refused + state.droppedOldest} found no room, ${state.lost} lost in silence; ` +
      `${state.doubleEffects} effects happened twice${state.held.length > 0 ? "; the producer waits" : ""}.`,
  };
}

function graph(state: State): ScenePart {
  const { queue, params } = state;
  const working = state.consumers.mode.reduce(
    (sum, mode) => sum + (mode !== IDLE && mode !== DEAD ? 1 : 0),
    0,
  );
  return {
    kind: "graph",
    title: "From producer to consumers",
    layout: "row",
    nodes: [
      {
        id: "producer",
        label: "producer",
        detail: state.held.length > 0 ? "waits" : `${params.arrivalRate}/s`,
        tone: state.held.length > 0 ? "bad" : "neutral",
      },
      { id: "queue", label: "queue", detail: `${queue.waiting} wait`, tone: queue.full ? "bad" : "accent" },
      {
        id: "consumers",
        label: "consumers",
        detail: state.away ? "away" : `${working} of ${params.consumers} work`,
        tone: state.away ? "bad" : "good",
      },
      {
        id: "dead",
        label: "dead letters",
        detail: String(state.dead),
        tone: state.dead > 0 ? "bad" : "muted",
      },
    ],
    links: [
      { from: "producer", to: "queue", tone: "neutral" },
      { from: "queue", to: "consumers", tone: "neutral" },
      { from: "queue", to: "dead", tone: "muted" },
    ],
    packets: [],
  };
}

function consumers(state: State, nowMs: number): ScenePart {
  const { mode, sinceMs } = state.consumers;
  const shown = Math.min(CELLS, mode.length);
  return {
    kind: "cells",
    title: "Consumers: – idle, ✗ crashed, • at work, ! beyond the visibility timeout",
    cells: Array.from({ length: shown }, (_, consumer): { label: string; detail: string; tone: Tone } => {
      if (mode[consumer] === IDLE) return { label: "–", detail: "idle", tone: "muted" };
      if (mode[consumer] === DEAD) return { label: "✗", detail: "crashed, restarts", tone: "bad" };
      const late =
        state.params.acknowledge === "after" && nowMs - sinceMs[consumer]! > state.params.visibility;
      return late
        ? { label: "!", detail: "at work, but its message was handed to another", tone: "warn" }
        : { label: "•", detail: "at work", tone: "accent" };
    }),
  };
}
