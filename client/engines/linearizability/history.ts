/** The history under way: operations are called, end, and are put before the checker each time one has ended. */
import { exponential } from "../kernel/variates.ts";
import { isQueue } from "./params.ts";
import { checkLinearizability, type LinearizabilityResult } from "./primitives/linearizability.ts";
import type { OperationRecord } from "./primitives/operationRecord.ts";
import { queueModel } from "./primitives/queueModel.ts";
import { registerModel } from "./primitives/registerModel.ts";
import {
  type Context,
  createNode,
  NOTHING,
  type Operation,
  operationAt,
  operationText,
  type State,
} from "./state.ts";

/** Many times what a history of this length takes; one that needs more counts as undecided from then on. */
const MAX_STEPS = 2000;

const orNull = (value: number): number | null => (value === NOTHING ? null : value);

/** As a harness would have recorded it. */
export function records(state: State): OperationRecord[] {
  return state.operations.map((operation) => {
    const { process, f, value, expected, output, outcome, called, returned } = operation;
    const asks = f === "read" || f === "dequeue";
    const input = asks ? null : f === "cas" ? [orNull(expected), value] : value;
    const known = outcome === "open" ? "info" : outcome;
    return { process, f, input, output: orNull(output), outcome: known, called, returned };
  });
}

export function judge(state: State): LinearizabilityResult {
  const history = records(state);
  const options = { failedCasAnswers: true, maxSteps: MAX_STEPS };
  return isQueue(state.params)
    ? checkLinearizability(queueModel(), history, options)
    : checkLinearizability(registerModel(), history, options);
}

/** Once no order explains a history, nothing that follows can mend it. An answer that says nothing of the object spoils
 *  none: what has just been written or enqueued can stand at the end. */
function check(state: State, ctx: Context, { f, outcome }: Operation): void {
  if (state.verdict !== "linearizable" || outcome === "info" || f === "write" || f === "enqueue") return;
  const { verdict, parts, steps } = judge(state);
  state.verdict = verdict;
  state.order = parts[0]?.order ?? [];
  state.stuckAt = parts[0]?.stuckAt ?? NOTHING;
  state.steps += steps;
  state.checks++;
  ctx.observe("steps", steps);
}

export function addOperation(
  state: State,
  ctx: Context,
  one: Pick<Operation, "client" | "f" | "value" | "expected">,
): number {
  state.operations.push({
    ...one,
    process: state.processes[one.client] ?? one.client,
    calledMs: ctx.nowMs,
    called: state.position++,
    returned: Infinity,
    returnedMs: Infinity,
    outcome: "open",
    output: NOTHING,
    phase: 1,
    version: 0,
    written: NOTHING,
    seenVersion: 0,
    seenValue: NOTHING,
    answerVersions: [],
    answerValues: [],
    replies: 0,
    timer: 0,
  });
  state.open++;
  ctx.observe("open", state.open);
  const serial = state.first + state.operations.length - 1;
  state.lastText = `client ${one.client + 1} calls ${operationText(state.operations.at(-1)!)}`;
  return serial;
}

/** The answer has come, or the client has given up. */
export function finish(
  state: State,
  ctx: Context,
  serial: number,
  outcome: "ok" | "fail" | "info",
  output: number,
): void {
  const operation = operationAt(state, serial)!;
  operation.outcome = outcome;
  operation.output = output;
  operation.returnedMs = ctx.nowMs;
  operation.returned = outcome === "info" ? Infinity : state.position++;
  state.open--;
  const { client } = operation;
  if (outcome === "info") {
    state.unknownOutcomes++;
    state.processes[client] = state.nextProcess++;
  } else {
    state.completed++;
    state.responseMs += ctx.nowMs - operation.calledMs;
    ctx.observe("response", ctx.nowMs - operation.calledMs);
  }
  const before = state.verdict;
  check(state, ctx, operation);
  const said = before !== state.verdict ? `: the history is ${state.verdict}` : "";
  state.lastText = `client ${client + 1}: ${operationText(operation)}${said}`;
  if (state.params.system === "recorded") return;
  ctx.cancel(operation.timer);
  if (state.operations.length < state.params.operations) scheduleCall(state, ctx, client);
  else if (state.open === 0) {
    close(state);
    ctx.schedule(state.params.think, "begin");
  }
}

function close(state: State): void {
  const last = state.verdict === "linearizable" ? judge(state) : undefined;
  if (last !== undefined) {
    state.verdict = last.verdict;
    state.order = last.parts[0]?.order ?? [];
  }
  state.histories++;
  if (state.verdict === "not linearizable") state.violated++;
  if (state.verdict === "unknown") state.undecided++;
}

export function scheduleCall(state: State, ctx: Context, client: number): void {
  ctx.schedule(exponential(ctx.random("think"), state.params.think), "call", client);
}

/** A new object and a new history; nodes that are down stay so. */
export function begin(state: State, ctx: Context): void {
  state.first += state.operations.length;
  state.operations = [];
  state.position = 0;
  state.nextValue = 1;
  state.verdict = "linearizable";
  state.order = [];
  state.stuckAt = NOTHING;
  state.nodes.forEach((node, i) => {
    state.nodes[i] = { ...createNode(), down: node.down };
  });
  for (let client = 0; client < state.params.clients; client++) {
    state.processes[client] = client;
    scheduleCall(state, ctx, client);
  }
  state.nextProcess = state.params.clients;
}
