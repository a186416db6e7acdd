/** Linearizability: clients use a register or a queue, and a checker looks for an order that explains what they saw. */
import { defineEngine } from "../kernel/engine.ts";
import { exponential } from "../kernel/variates.ts";
import { EXAMPLE_STEP_MS, examples } from "./examples.ts";
import { addOperation, begin, finish, scheduleCall } from "./history.ts";
import { isQueue, LINEARIZABLE_SYSTEMS, type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { beginPhase, onMessage } from "./protocol.ts";
import { scene } from "./scene.ts";
import { type Context, createState, NOTHING, operationAt, type State } from "./state.ts";
import { meanResponseMs } from "./theory.ts";

/** Compare-and-set expects one of the latest values, so that it succeeds often enough to be worth watching. */
function call(state: State, ctx: Context, client: number): void {
  const { params: values, operations } = state;
  if (operations.length >= values.operations) {
    // Others have called the rest meanwhile; the last one to return closes the history.
    return;
  }
  const reads = ctx.random("kind") < values.reads;
  const compares = ctx.random("cas") < values.cas && values.system !== "quorum" && values.system !== "abd";
  const f = isQueue(values) ? (reads ? "dequeue" : "enqueue") : reads ? "read" : compares ? "cas" : "write";
  const value = reads ? NOTHING : state.nextValue++;
  const expected =
    f === "cas" ? Math.max(NOTHING, value - 1 - Math.floor(ctx.random("expected") * 3)) : NOTHING;
  const serial = addOperation(state, ctx, {
    client,
    f,
    value,
    expected: expected === 0 ? NOTHING : expected,
  });
  const operation = operationAt(state, serial)!;
  operation.timer = ctx.schedule(values.timeout, "timeout", serial);
  beginPhase(state, ctx, serial, operation);
}

function startRecorded(values: Params, ctx: Context): void {
  const startMs = exponential(ctx.random("think"), values.think);
  examples[values.example]!.forEach(({ from, until }, i) => {
    ctx.schedule(startMs + from * EXAMPLE_STEP_MS, "recorded", i, 0);
    if (until !== undefined) ctx.schedule(startMs + until * EXAMPLE_STEP_MS, "recorded", i, 1);
  });
}

export const linearizability = defineEngine({
  id: "linearizability",
  term: "linearizability",
  title: "Linearizability",
  kind: "process",
  summary:
    "Clients use a register or a queue, and after every answer a checker looks for an order of the operations that keeps " +
    "real time and explains all answers. See which systems always have one, and what breaks it in the others.",
  leavesOut:
    "Nodes that are down keep what they hold; clocks are perfect; the checker sees one object at a time. " +
    "There is no leader election: a leader that is down stays the leader.",
  params,
  presets,
  defaultUntil: 4000,
  series: {
    response: { title: "Response time", unit: "ms", aggregation: "mean", points: 400 },
    steps: { title: "Steps of the checker", unit: "count", aggregation: "max", points: 400 },
    open: { title: "Operations under way", unit: "count", aggregation: "mean", points: 400 },
  },
  metrics: {
    histories: { title: "Complete histories", unit: "count", value: (state: State) => state.histories },
    violated: {
      title: "Not linearizable",
      help: "Complete histories that no order explains, and the one under way if none does.",
      unit: "count",
      value: (state) => state.violated + (state.verdict === "not linearizable" && state.open > 0 ? 1 : 0),
    },
    linearizableNow: {
      title: "The history so far has an order",
      help: "1 if it is linearizable, 0 if not.",
      unit: "",
      value: (state) => (state.verdict === "not linearizable" ? 0 : 1),
    },
    completed: { title: "Operations answered", unit: "count", value: (state) => state.completed },
    unknownOutcomes: {
      title: "Operations given up",
      help: "They may have taken effect or not, and may still do.",
      unit: "count",
      value: (state) => state.unknownOutcomes,
    },
    responseMs: {
      title: "Response time",
      unit: "ms",
      value: (state) => (state.completed === 0 ? NaN : state.responseMs / state.completed),
    },
    stepsPerCheck: {
      title: "Steps a check",
      help: "Transitions that the checker tries for one history.",
      unit: "count",
      value: (state) => (state.checks === 0 ? NaN : state.steps / state.checks),
    },
  },
  actions: {
    down: {
      title: "A node goes down",
      help: "What is sent to it is lost until it is back.",
      argument: {
        kind: "number",
        label: "Node",
        help: "Which one, from 1; the first is the leader.",
        default: 1,
        min: 1,
        max: 7,
        unit: "",
        integer: true,
      },
      run: (state: State, _ctx: Context, number) => {
        state.nodes[(number - 1) % state.nodes.length]!.down = true;
      },
    },
    up: {
      title: "All nodes are back",
      help: "With what they held.",
      run: (state) => {
        for (const node of state.nodes) node.down = false;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    if (values.system === "recorded") startRecorded(values, ctx);
    else for (let client = 0; client < values.clients; client++) scheduleCall(state, ctx, client);
    return state;
  },
  on: {
    call,
    message: onMessage,
    timeout: (state, ctx, serial) => {
      if (operationAt(state, serial)?.outcome === "open") finish(state, ctx, serial, "info", NOTHING);
    },
    recorded: (state, ctx, index, returns) => {
      const { process, f, value } = examples[state.params.example]![index]!;
      const asks = f === "read" || f === "dequeue";
      if (returns === 0)
        addOperation(state, ctx, { client: process, f, value: asks ? NOTHING : value, expected: index });
      else {
        // The place among the operations so far is that of the call with this number.
        const place = state.operations.findIndex(({ expected }) => expected === index);
        finish(state, ctx, state.first + place, "ok", asks ? value : NOTHING);
      }
    },
    begin,
  },
  scene,
  describe: (event, a, _b, state) => {
    if (event === "message") return `a message of operation ${a + 1} arrives`;
    if (event === "begin") return `history ${state.histories + 1} begins with a new object`;
    return state.lastText === "" ? "nothing to call any more" : state.lastText;
  },
  check: (state) => {
    const { params: values, operations, open } = state;
    const counted = operations.reduce((sum, { outcome }) => sum + (outcome === "open" ? 1 : 0), 0);
    if (counted !== open) return `${counted} operations are open, ${open} are counted`;
    const promised = LINEARIZABLE_SYSTEMS.includes(values.system);
    if (promised && (state.verdict === "not linearizable" || state.violated > 0))
      return `${values.system} has a history that is not linearizable`;
    if (state.verdict === "linearizable" && new Set(state.order).size !== state.order.length)
      return "an operation stands twice in the order";
    return undefined;
  },
  theory: {
    responseMs: {
      formula: "2d a phase; with quorums E[X₍ₖ₎] of n round trips, k = ⌊n/2⌋ + 1",
      source: "Order statistics: H. A. David, H. N. Nagaraja, 3rd ed. 2003",
      // Some 400 operations of a coefficient of variation of 0.7 at most: three standard errors.
      tolerance: 0.1,
      value: (values: Params) => meanResponseMs(values),
    },
  },
  sweep: { param: "delay", from: 1, to: 50, steps: 10 },
});
