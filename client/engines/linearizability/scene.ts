/** The history as a timeline of its clients, the order that explains it, and what the nodes hold. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { isQueue } from "./params.ts";
import { NOTHING, type Operation, operationText, type State, valueText } from "./state.ts";

const SPANS = 12;
const ROWS = 12;

export function scene(state: State, nowMs: number): Scene {
  const { verdict, operations, histories, violated } = state;
  const stuck =
    state.stuckAt === NOTHING
      ? ""
      : `; ${operationText(operations[state.stuckAt]!)} has no place in any order`;
  return {
    parts: [timeline(state, nowMs), order(state), nodes(state)],
    text:
      `The history of ${operations.length} operations is ${verdict}${stuck}. ` +
      `Of ${histories} complete histories ${violated} were not linearizable.`,
  };
}

/** The latest operations of each client. */
function timeline(state: State, nowMs: number): ScenePart {
  const lanes: { label: string; spans: Span[] }[] = [];
  const clients = state.params.system === "recorded" ? 3 : state.params.clients;
  for (let client = 0; client < clients; client++) {
    const own = state.operations.map((operation, index) => ({ operation, index }));
    const spans = own.filter(({ operation }) => operation.client === client).slice(-SPANS);
    lanes.push({
      label: `client ${client + 1}`,
      spans: spans.map(({ operation, index }) => span(state, operation, index, nowMs)),
    });
  }
  const from = Math.min(nowMs, ...lanes.flatMap(({ spans }) => spans.map((one) => one.from)));
  const stuck = state.operations[state.stuckAt];
  const marks =
    stuck === undefined ? [] : [{ at: stuck.returnedMs, label: "no order", tone: "bad" as const }];
  const title = `History: ${state.verdict}`;
  return { kind: "timeline", title, unit: "ms", from, to: Math.max(nowMs, from + 1), lanes, marks };
}

interface Span {
  from: number;
  to: number;
  label: string;
  detail: string;
  tone: Tone;
}

function span(state: State, operation: Operation, index: number, nowMs: number): Span {
  const { calledMs, returnedMs, outcome } = operation;
  const pending = outcome === "open" || outcome === "info";
  const place = state.order.indexOf(index);
  const tone = index === state.stuckAt ? "bad" : pending ? "muted" : place >= 0 ? "good" : "warn";
  const detail =
    outcome === "info" ? "outcome unknown" : place >= 0 ? `number ${place + 1} in the order` : "not placed";
  return { from: calledMs, to: Math.min(returnedMs, nowMs), label: operationText(operation), detail, tone };
}

/** The end of the order, with the operation that cannot follow. */
function order(state: State): ScenePart {
  const from = Math.max(0, state.order.length - ROWS);
  const rows = state.order.slice(from).map((index, i) => {
    const operation = state.operations[index]!;
    const cells = [`${from + i + 1}`, `client ${operation.client + 1}`, operationText(operation)];
    return { cells, tone: "good" as Tone };
  });
  const stuck = state.operations[state.stuckAt];
  if (stuck !== undefined)
    rows.push({
      cells: ["–", `client ${stuck.client + 1}`, `${operationText(stuck)}: impossible`],
      tone: "bad",
    });
  const title = stuck === undefined ? "An order that explains it" : "The longest order found";
  return { kind: "table", title, columns: ["", "by", "operation"], rows };
}

function nodes(state: State): ScenePart {
  const cells = state.nodes.map(({ value, version, items, down }, i) => {
    const label = isQueue(state.params) ? `${items.length}` : valueText(value);
    const detail = isQueue(state.params) ? `first: ${items.slice(0, 5).join(", ")}` : `version ${version}`;
    const behind = version < Math.max(...state.nodes.map((node) => node.version));
    const tone: Tone = down ? "bad" : behind ? "warn" : "neutral";
    return { label: label.slice(0, 8), detail: `node ${i + 1}, ${detail}${down ? ", down" : ""}`, tone };
  });
  return {
    kind: "cells",
    title: isQueue(state.params) ? "Values in the queue" : "Value of each copy",
    cells,
  };
}
