/** Data models: one network in five stores, the same questions to each, and what answering takes. */
import { defineEngine, type MetricSpec, type TheorySpec } from "../kernel/engine.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { questionText, scene } from "./scene.ts";
import { type Context, createState, naiveAnswer, question, type State } from "./state.ts";
import { MODELS, type Work } from "./stores.ts";
import { answerRows, graphTouched, trips } from "./theory.ts";

/** More questions to the same network would show nothing new. */
const MAX_QUESTIONS = 4000;

const metric = (
  model: number,
  title: string,
  unit: "count" | "bytes",
  pick: (work: Work) => number,
): MetricSpec<State> => ({
  title: `${title}, ${MODELS[model]}`,
  unit,
  value: (state) => (state.questions === 0 ? NaN : pick(state.total[model]!) / state.questions),
});
const tripsMetric = (model: number) => metric(model, "Round trips", "count", (work) => work.trips);
const touchedMetric = (model: number) => metric(model, "Touched", "count", (work) => work.touched);
const bytesMetric = (model: number) => metric(model, "Bytes", "bytes", (work) => work.bytes);

const tripsTheory = (model: number, formula: string): TheorySpec<typeof params> => ({
  formula,
  source: "One a statement or lookup; a step of a traversal by keys waits for the one before",
  // Users without friends need fewer.
  tolerance: 0.02,
  value: (values) => trips(values, model),
});

function check(state: State): string | undefined {
  if (state.questions === 0) return undefined;
  const expected = naiveAnswer(state);
  for (let i = 0; i < MODELS.length; i++) {
    const answer = [...state.answers[i]!].sort((left, right) => left - right);
    if (answer.length !== expected.length || answer.some((row, at) => row !== expected[at])) {
      return `${MODELS[i]} answers ${answer.length} rows that are not the ${expected.length} of the lists`;
    }
    if (state.last[i]!.trips < 1) return `${MODELS[i]} answers without being asked`;
  }
  return undefined;
}

export const dataModels = defineEngine({
  id: "data-models",
  term: "nosql",
  title: "Data models",
  kind: "operations",
  summary:
    "The same small social network as tables, documents, keys and values, wide columns and a graph. See the round trips, the records touched and the bytes of the same question.",
  leavesOut:
    "Writes, and with them the price of the copies that documents and wide columns keep (see denormalization); machines, so that partitions cost nothing but a count; caches; what records of different kinds cost is not the same.",
  params,
  presets,
  defaultUntil: 100,
  series: {
    touched: { title: "Touched, relational", unit: "count", aggregation: "mean", points: 300 },
    rows: { title: "Rows of the answer", unit: "count", aggregation: "mean", points: 300, theory: "rows" },
  },
  metrics: {
    rows: {
      title: "Rows of an answer",
      unit: "count",
      value: (state: State) => (state.questions === 0 ? NaN : state.rows / state.questions),
    },
    relationalTrips: tripsMetric(0),
    documentTrips: tripsMetric(1),
    keyValueTrips: tripsMetric(2),
    wideColumnTrips: tripsMetric(3),
    graphTrips: tripsMetric(4),
    relationalTouched: touchedMetric(0),
    documentTouched: touchedMetric(1),
    keyValueTouched: touchedMetric(2),
    wideColumnTouched: touchedMetric(3),
    graphTouched: touchedMetric(4),
    relationalBytes: bytesMetric(0),
    documentBytes: bytesMetric(1),
    keyValueBytes: bytesMetric(2),
    wideColumnBytes: bytesMetric(3),
    graphBytes: bytesMetric(4),
  },
  actions: {
    askPopular: {
      title: "Ask about the most popular",
      help: "The next questions are about the user with the most friends.",
      argument: {
        kind: "number",
        label: "Questions",
        help: "How many.",
        default: 10,
        min: 1,
        max: 1000,
        unit: "count",
        integer: true,
      },
      run: (state: State, _ctx: Context, count) => {
        state.popular += count;
      },
    },
  },
  validate: ({ friends, users }: Params) =>
    friends > users - 1 ? `friends must be at most users − 1 (${users - 1}), not ${friends}` : undefined,
  init: (values, ctx) => {
    ctx.schedule(1, "question");
    return createState(values, ctx);
  },
  on: {
    question: (state, ctx) => {
      question(state, ctx);
      if (state.questions < MAX_QUESTIONS) ctx.schedule(1, "question");
    },
  },
  scene,
  describe: (_event, _a, _b, state) =>
    `${questionText(state)}: ${MODELS.map((name, i) => `${name} ${state.last[i]!.trips}/${state.last[i]!.touched}`).join(", ")}`,
  check,
  theory: {
    rows: {
      formula: "depth 1 f;  depth 2 (n − 1)(p + (1 − p)(1 − (1 − p²)^(n − 2)));  city n/c",
      source: "Random graph G(n, p): Bollobás, Random Graphs, 2nd ed. 2001",
      tolerance: 0.15,
      value: answerRows,
    },
    graphTouched: {
      formula: "nodes + f + f(1 + (n − 2)p)",
      source: "Edges of the user and of each friend, in G(n, p)",
      tolerance: 0.15,
      value: graphTouched,
    },
    relationalTrips: tripsTheory(0, "1"),
    documentTrips: tripsTheory(1, "1;  friends depth + 1"),
    keyValueTrips: tripsTheory(2, "1;  friends depth + 1;  city ⌈3n/1000⌉"),
    wideColumnTrips: tripsTheory(3, "1;  friends depth"),
    graphTrips: tripsTheory(4, "1"),
  },
  sweep: { param: "depth", from: 1, to: 3, steps: 3 },
});
