/** What a graph of services looks like: tiers and leaves, one request's calls in time, load by tier, and the tail over fan-out. */

import { exp, log } from "../kernel/math.ts";
import type { Scene, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import type { Span, State } from "./state.ts";

const LEAVES = 12;
const LEAF_LANES = 8;

export function scene(state: State, _nowMs: number): Scene {
  const { params, good, failed, slow, calls } = state;
  const ended = good + failed;
  const perRequest = state.started === 0 ? 0 : calls[params.depth]! / state.started;
  return {
    parts: [graph(state), timeline(state), load(state), tail(state)],
    text:
      `${good} requests were answered and ${failed} failed, ${slow} of ${ended} took ${params.slowLatency} ms or more; ` +
      `each made ${Math.round(perRequest * 10) / 10} leaf calls on average, ${state.hedges} copies were sent by hedging.`,
  };
}

function graph(state: State): ScenePart {
  const { params, calls } = state;
  const shown = Math.min(LEAVES, params.fanOut);
  const tiers = Array.from({ length: params.depth }, (_, tier) => tier);
  const leaves = Array.from({ length: shown }, (_, leaf) => leaf);
  const nodes: SceneNode[] = [
    { id: "users", label: "users", detail: `${params.requestRate}/s`, tone: "neutral" },
    ...tiers.map(
      (tier): SceneNode => ({
        id: `t${tier}`,
        label: `tier ${tier + 1}`,
        detail: `${calls[tier]} calls`,
        tone: "accent",
      }),
    ),
    ...leaves.map(
      (leaf): SceneNode => ({
        id: `l${leaf}`,
        label: leaf === shown - 1 && shown < params.fanOut ? `… ${params.fanOut}` : `leaf ${leaf + 1}`,
        tone: state.down ? "bad" : "good",
      }),
    ),
  ];
  return {
    kind: "graph",
    title: "Users, tiers and leaves",
    layout: "layers",
    nodes,
    links: [
      { from: "users", to: "t0", tone: "neutral" },
      ...tiers.slice(1).map((tier) => ({ from: `t${tier - 1}`, to: `t${tier}`, tone: "neutral" as Tone })),
      ...leaves.map((leaf) => ({ from: `t${params.depth - 1}`, to: `l${leaf}`, tone: "neutral" as Tone })),
    ],
    packets: [],
  };
}

/** The last request that was traced: its tiers, and its slowest leaves. */
function timeline(state: State): ScenePart {
  const { trace } = state;
  const spans = trace?.spans ?? [];
  const tiers = [
    ...new Set(spans.filter((one) => one.lane.startsWith("tier")).map((one) => one.lane)),
  ].sort();
  const slowest = [...spans]
    .filter((one) => one.lane.startsWith("leaf"))
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .map((one) => one.lane);
  const lanes = [...tiers, ...[...new Set(slowest)].slice(0, LEAF_LANES)];
  const from = trace?.fromMs ?? 0;
  return {
    kind: "timeline",
    title:
      trace === undefined ? "One request: none has ended yet" : `Request ${trace.id} and its slowest leaves`,
    unit: "ms",
    from: 0,
    to: Math.max(1, (trace?.toMs ?? 0) - from),
    lanes: lanes.map((lane) => ({
      label: lane,
      spans: laneSpans(spans, lane, from, state.params.slowLatency),
    })),
    marks:
      trace === undefined
        ? []
        : [
            {
              at: trace.toMs - from,
              label: trace.good ? "answered" : "failed",
              tone: trace.good ? "good" : "bad",
            },
          ],
  };
}

function laneSpans(spans: readonly Span[], lane: string, start: number, slowMs: number) {
  return spans
    .filter((one) => one.lane === lane)
    .sort((a, b) => a.from - b.from)
    .slice(0, 64)
    .map(({ from, to, label, good }) => ({
      from: from - start,
      to: to - start,
      label,
      detail: `${Math.round((to - from) * 10) / 10} ms`,
      tone: (!good ? "bad" : to - from >= slowMs ? "warn" : "good") as Tone,
    }));
}

function load(state: State): ScenePart {
  const { calls, params, started } = state;
  return {
    kind: "bars",
    title: "Calls for each request, without retries as a mark",
    unit: "calls",
    bars: Array.from(calls, (count, tier) => ({
      label: tier === params.depth ? "leaves" : `tier ${tier + 1}`,
      value: started === 0 ? 0 : count / started,
      tone: (tier === params.depth ? "accent" : "neutral") as Tone,
      reference: tier === params.depth ? params.fanOut : 1,
    })),
  };
}

/** 1 − (1 − q)ⁿ, the figure of Dean and Barroso. */
function tail(state: State): ScenePart {
  const { params, slow, good, failed } = state;
  const sizes = Array.from({ length: 40 }, (_, i) => exp((i / 39) * log(200)));
  const line = (share: number, label: string, tone: Tone, dashed: boolean) => ({
    label,
    tone,
    dashed,
    points: sizes.map((n): readonly [number, number] => [n, 100 * (1 - exp(n * log(1 - share)))]),
  });
  const ended = Math.max(1, good + failed);
  return {
    kind: "curves",
    title: "Slow requests over the number of leaves",
    x: { label: "Leaves", unit: "", logarithmic: true },
    y: { label: "Slow requests", unit: "%" },
    lines: [
      line(params.slowShare, `${Math.round(params.slowShare * 10_000) / 100} % slow calls`, "accent", false),
      line(0.001, "one in 1000", "muted", true),
      line(0.0001, "one in 10,000", "muted", true),
    ],
    marks: [{ label: "this run", tone: "warn", x: params.fanOut, y: (100 * slow) / ended }],
  };
}
