/** What name resolution looks like: the levels that are asked, and which resolvers still have an old address. */
import type { Scene, SceneLink, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import { SAID, type State, staleResolvers } from "./state.ts";

const CELLS = 60;

export function scene(state: State, nowMs: number): Scene {
  const { params, last, counts } = state;
  const stale = staleResolvers(state, nowMs);
  const ratio = counts.lookups === 0 ? 0 : counts.hits / counts.lookups;
  const works = state.addresses[0]! >= state.worksFrom;
  return {
    parts: [
      levels(state, nowMs),
      resolverCells(state, nowMs),
      {
        kind: "bars",
        title: "In the last ten seconds",
        unit: "",
        bars: [
          { label: "lookups", value: last.lookups, tone: "neutral", reference: 10 * params.rate },
          { label: "from cache", value: last.hits, tone: "good" },
          { label: "asked zones", value: last.zoneQueries, tone: "warn" },
          { label: "dead address", value: last.dead, tone: "bad" },
          { label: "no answer", value: last.servfails, tone: "bad" },
        ],
      },
    ],
    text:
      `${params.resolvers} resolvers answer ${Math.round(1000 * ratio) / 10} % of lookups from their caches; ${stale} of them ` +
      `have an old address of ${state.names[0]}${works ? "" : ", whose service is down"}; ${state.deadConnections} connections ` +
      `went to a dead address, ${state.counts.servfails} lookups got no answer.`,
  };
}

function levels(state: State, nowMs: number): ScenePart {
  const asking = state.said === SAID.asks;
  const steps = asking ? state.lastSteps : 0;
  const down = nowMs < state.serversDownUntilMs;
  const { last } = state;
  const nodes: SceneNode[] = [
    { id: "client", label: "Client", tone: "neutral" },
    {
      id: "resolver",
      label: `Resolver ${state.lastResolver + 1}`,
      detail: `${state.answers[state.lastResolver]!.size} answers`,
      tone: asking ? "accent" : "good",
    },
    {
      id: "root",
      label: "Root",
      detail: `${last.rootQueries / 10}/s`,
      tone: steps >= 3 ? "accent" : "muted",
    },
    {
      id: "domain",
      label: "Top level",
      detail: `${last.domainQueries / 10}/s`,
      tone: steps >= 2 ? "accent" : "muted",
    },
    {
      id: "zone",
      label: "Zone",
      detail: down ? "down" : `${last.zoneQueries / 10}/s`,
      tone: down ? "bad" : steps >= 1 ? "accent" : "muted",
    },
  ];
  const links: SceneLink[] = [
    { from: "client", to: "resolver", label: state.names[state.lastName]!, tone: "neutral" },
    { from: "resolver", to: "root", tone: steps >= 3 ? "accent" : "muted" },
    { from: "resolver", to: "domain", tone: steps >= 2 ? "accent" : "muted" },
    { from: "resolver", to: "zone", tone: steps >= 1 ? "accent" : "muted" },
  ];
  return { kind: "graph", title: "The latest lookup", layout: "layers", nodes, links, packets: [] };
}

/** The most popular name in every resolver's cache. */
function resolverCells(state: State, nowMs: number): ScenePart {
  const cells = state.answers.slice(0, CELLS).map((cache, resolver) => {
    const expiresMs = cache.expiresMs(0);
    const alive = expiresMs !== undefined && nowMs < expiresMs;
    const version = cache.peek(0) ?? 0;
    const dead = alive && version < state.worksFrom;
    const old = alive && version !== state.addresses[0];
    const tone: Tone = !alive ? "muted" : dead ? "bad" : old ? "warn" : "good";
    const left = alive ? `${Math.ceil((expiresMs - nowMs) / 1000)} s` : "–";
    const what = alive ? `address ${version}, good for ${left}${dead ? ", does not work" : ""}` : "not held";
    return { label: left.length > 8 ? "> 1 d" : left, detail: `resolver ${resolver + 1}: ${what}`, tone };
  });
  return { kind: "cells", title: `${state.names[0]} at each resolver: time left`, columns: 10, cells };
}
