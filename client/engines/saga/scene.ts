/** The latest transfers as a timeline of steps and undoings, the services with their money and locks, and what came out. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { type Mark, moneyError, net, type State, type Transfer } from "./state.ts";

const LANES = 10;
const SPANS = 24;

export function scene(state: State, nowMs: number): Scene {
  const { completed, compensated, stuck, transfers } = state;
  const error = moneyError(state);
  const money =
    error === 0
      ? "no money is missing"
      : `${Math.abs(error)} of money ${error < 0 ? "is missing" : "has appeared"}`;
  return {
    parts: [timeline(state, nowMs), services(state), outcomes(state)],
    text:
      `${completed} transfers completed, ${compensated} undone, ${stuck} stuck, ${transfers.size} under way; ${money}` +
      `${state.coordinatorDown ? "; one of two coordinators is away" : ""}.`,
  };
}

function timeline(state: State, nowMs: number): ScenePart {
  const open = [...state.transfers.values()].slice(0, LANES);
  const shown = [...state.ended.slice(-Math.max(2, LANES - open.length)), ...open].slice(-LANES);
  const from = Math.min(nowMs, ...shown.map(({ startedMs }) => startedMs));
  const lanes = shown.map((transfer) => ({
    label: `${transfer.id + 1}${transfer.outcome === "open" ? "" : ` ${transfer.outcome}`}`,
    spans: transfer.marks
      .slice(-SPANS)
      .map((mark) => span(transfer, mark, nowMs))
      .sort((left, right) => left.from - right.from),
  }));
  return {
    kind: "timeline",
    title: "Transfers",
    unit: "ms",
    from,
    to: Math.max(nowMs, from + 1),
    lanes,
    marks: [],
  };
}

function span(transfer: Transfer, { kind, step, fromMs, toMs, outcome }: Mark, nowMs: number) {
  const until = toMs >= 0 ? toMs : transfer.endedMs >= 0 ? transfer.endedMs : nowMs;
  const undoes = kind === "undo" || kind === "abort";
  const tone: Tone = outcome === "open" ? "muted" : outcome === "done" ? (undoes ? "warn" : "good") : "bad";
  return { from: fromMs, to: Math.max(until, fromMs), label: `${kind} ${step + 1}`, detail: outcome, tone };
}

function services(state: State): ScenePart {
  const nodes = [...state.balances].map((balance, service) => {
    const locked = state.locks[service]!.size;
    const detail = `${balance > 0 ? "+" : ""}${balance}${locked > 0 ? `, ${locked} locked` : ""}`;
    const tone: Tone = state.serviceDown[service] === 1 ? "bad" : locked > 0 ? "warn" : "neutral";
    return { id: `s${service}`, label: `service ${service + 1}`, detail, tone };
  });
  const coordinated = state.params.mode !== "choreography";
  const tone: Tone = state.coordinatorDown ? "bad" : "accent";
  const coordinator = {
    id: "c",
    label: "coordinator",
    detail: state.coordinatorDown ? "one of two is away" : "",
    tone,
  };
  const links = nodes.flatMap(({ id }, i) => {
    if (coordinated) return [{ from: "c", to: id, tone: "muted" as const }];
    return i === 0 ? [] : [{ from: `s${i - 1}`, to: id, tone: "muted" as const }];
  });
  const all = coordinated ? [coordinator, ...nodes] : nodes;
  const layout = coordinated ? "layers" : "row";
  return {
    kind: "graph",
    title: "Services and the money they have gained",
    layout,
    nodes: all,
    links,
    packets: [],
  };
}

function outcomes(state: State): ScenePart {
  const between = [...state.transfers.values()].reduce((sum, one) => sum - net(state, one), 0);
  return {
    kind: "bars",
    title: "Transfers by outcome, and money that is in between",
    unit: "",
    bars: [
      { label: "completed", value: state.completed, tone: "good" },
      { label: "undone", value: state.compensated, tone: "warn" },
      { label: "stuck", value: state.stuck, tone: "bad" },
      { label: "under way", value: state.transfers.size, tone: "neutral" },
      { label: "in between", value: Math.max(0, between - state.stuckNet), tone: "muted" },
    ],
  };
}
