/** What a contended lock looks like: who held it when, who went on beyond its lease, what the storage took and refused. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { lostUpdates, type Span, type State } from "./state.ts";

/** Leases that the timeline goes back. */
const WINDOW = 4;

export function scene(state: State, nowMs: number): Scene {
  const { value, accepted, refused, fence, params, holder, token } = state;
  const who =
    holder < 0 ? "Nobody holds the lock" : `c${holder + 1} holds the lock with token ${token[holder]}`;
  const seen = params.fence === "none" ? "does not look at tokens" : `has seen token ${fence.highest}`;
  return {
    parts: [timeline(state, nowMs), graph(state), outcomes(state)],
    text:
      `${who}; the storage ${seen}; ${accepted} writes were accepted and the number is ${value}, ` +
      `${lostUpdates(state)} updates are lost; ${refused} writes were refused.`,
  };
}

function timeline(state: State, nowMs: number): ScenePart {
  const { params, spans } = state;
  const from = Math.max(0, nowMs - WINDOW * params.lease);
  const seen = [...spans, ...running(state, nowMs)].filter(({ toMs }) => toMs > from);
  return {
    kind: "timeline",
    title: "Who held the lock; red goes on after the lease",
    unit: "ms",
    from,
    to: Math.max(nowMs, from + 1),
    lanes: Array.from({ length: params.clients }, (_, client) => ({
      label: `c${client + 1}`,
      spans: seen
        .filter((span) => span.client === client)
        .map((span) => ({
          from: Math.max(from, span.fromMs),
          to: span.toMs,
          label: `${span.token}`,
          detail: `token ${span.token}: ${span.what === "late" ? "after the lease" : "holds"}, ${span.outcome}`,
          tone: toneOf(span),
        })),
    })),
    marks: [],
  };
}

/** What is not over yet. */
function running({ params, phase, sinceMs, token }: State, nowMs: number): Span[] {
  return phase.flatMap((what, client) => {
    if (what === "waiting") return [];
    const fromMs = sinceMs[client]!;
    const endMs = Math.min(nowMs, fromMs + params.lease);
    const base = { client, token: token[client]!, outcome: "done" as const };
    const held = { ...base, fromMs, toMs: endMs, what: "held" as const };
    return nowMs > endMs ? [held, { ...base, fromMs: endMs, toMs: nowMs, what: "late" as const }] : [held];
  });
}

function toneOf({ what, outcome }: Span): Tone {
  if (what === "late") return "bad";
  return outcome === "lost" ? "warn" : outcome === "refused" ? "muted" : "good";
}

function graph(state: State): ScenePart {
  const { params, phase, holder, token, fence, value } = state;
  const clients = phase.map((what, client) => ({
    id: `c${client + 1}`,
    label: `c${client + 1}`,
    detail: what === "waiting" ? "waits" : `${client === holder ? what : `${what}, late`}, ${token[client]}`,
    tone: (what === "waiting" ? "muted" : client === holder ? "good" : "bad") as Tone,
  }));
  const detail = params.fence === "none" ? `= ${value}` : `= ${value}, fence ${fence.highest}`;
  return {
    kind: "graph",
    title: "Clients and the storage; red writers believe that they hold the lock",
    layout: "circle",
    nodes: [...clients, { id: "storage", label: "storage", detail, tone: "accent" }],
    links: phase.flatMap((what, client) =>
      what === "waiting"
        ? []
        : [
            {
              from: `c${client + 1}`,
              to: "storage",
              label: `${token[client]}`,
              tone: client === holder ? ("good" as const) : ("bad" as const),
            },
          ],
    ),
    packets: [],
  };
}

function outcomes(state: State): ScenePart {
  return {
    kind: "bars",
    title: "Writes so far",
    unit: "writes",
    bars: [
      { label: "accepted", value: state.accepted, tone: "good" },
      { label: "late", value: state.late, tone: "warn" },
      { label: "refused", value: state.refused, tone: "neutral" },
      { label: "lost updates", value: lostUpdates(state), tone: "bad" },
    ],
  };
}
