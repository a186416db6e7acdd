/** What compartments look like: who holds which worker, and what each dependency's requests get. */
import { type Scene, type ScenePart, seriesTone, type Tone } from "../kernel/scene.ts";
import { busy, nameOf, type State } from "./state.ts";

const CELLS = 64;

export function scene(state: State, _nowMs: number): Scene {
  const { params, loop, pools, requests } = state;
  const waiting = pools.reduce((sum, pool) => sum + pool.waiting, loop.waiting);
  const refused = state.refused.reduce((sum, one) => sum + one, 0);
  return {
    parts: [
      params.isolation === "event-loop" ? loopBars(state) : workers(state),
      shares(state),
      graph(state),
    ],
    text:
      `${state.incident ? "A is in trouble" : "All is well"}; ${busy(state)} ` +
      `${params.isolation === "event-loop" ? "thread" : `of ${params.workers} workers`} busy, ${waiting} requests wait, ` +
      `${requests.size} are inside; ${refused} were refused so far.`,
  };
}

/** A letter for each worker that is taken; with a pool for each they stand pool by pool. */
function workers(state: State): ScenePart {
  const cells: { label: string; detail: string; tone: Tone }[] = [];
  const take = (dependency: number, count: number) => {
    for (let i = 0; i < count; i++)
      cells.push({
        label: nameOf(dependency),
        detail: `in a call to ${nameOf(dependency)}`,
        tone: state.incident && dependency === 0 ? "bad" : seriesTone(dependency),
      });
  };
  const idle = (count: number, owner: string) => {
    for (let i = 0; i < count; i++) cells.push({ label: "–", detail: `free${owner}`, tone: "muted" });
  };
  for (let dependency = 0; dependency < state.params.dependencies; dependency++) {
    take(dependency, state.inCall[dependency]!);
    if (state.pools.length > 1) {
      const pool = state.pools[dependency]!;
      idle(pool.places - pool.running, ` for ${nameOf(dependency)}`);
    }
  }
  if (state.pools.length === 1) idle(state.params.workers - busy(state), "");
  const title = cells.length > CELLS ? `Workers, the first ${CELLS} of ${cells.length}` : "Workers";
  return { kind: "cells", title, cells: cells.slice(0, CELLS) };
}

function loopBars(state: State): ScenePart {
  const calls = state.inCall.reduce((sum, one) => sum + one, 0) - state.loop.running;
  return {
    kind: "bars",
    title: "The event loop",
    unit: "requests",
    bars: [
      { label: "wait for it", value: state.loop.waiting, tone: state.loop.waiting > 5 ? "bad" : "warn" },
      { label: "at work", value: state.loop.running, tone: "accent" },
      { label: "in calls", value: Math.max(0, calls), tone: "good" },
    ],
  };
}

/** Of the requests of the last second. */
function shares(state: State): ScenePart {
  return {
    kind: "bars",
    title: "Let in, in the last second",
    unit: "%",
    max: 100,
    bars: Array.from({ length: state.params.dependencies }, (_, dependency) => {
      const came = state.last.arrivals[dependency]!;
      const value = came === 0 ? 100 : (100 * (came - state.last.refused[dependency]!)) / came;
      return {
        label: nameOf(dependency),
        value,
        tone: (value < 50 ? "bad" : value < 95 ? "warn" : "good") as Tone,
      };
    }),
  };
}

function graph(state: State): ScenePart {
  const names = Array.from({ length: state.params.dependencies }, (_, dependency) => dependency);
  return {
    kind: "graph",
    title: "Service and dependencies",
    layout: "layers",
    nodes: [
      { id: "service", label: "service", detail: state.params.isolation, tone: "accent" },
      ...names.map((dependency) => ({
        id: nameOf(dependency),
        label: nameOf(dependency),
        detail: `${state.inCall[dependency]} calls`,
        tone: (state.incident && dependency === 0 ? "bad" : "good") as Tone,
      })),
    ],
    links: names.map((dependency) => ({
      from: "service",
      to: nameOf(dependency),
      tone: (state.last.refused[dependency]! > 0 ? "bad" : "neutral") as Tone,
    })),
    packets: [],
  };
}
