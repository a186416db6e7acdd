/** Bloom filters: keys come in, then absent ones are asked for, and false positives are held to their closed form. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { ASKED, addBatch, addOperations, type Params, params, plannedAdds } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  ABSENT,
  addKeys,
  askAbsent,
  askPresent,
  type Context,
  createState,
  hasKey,
  removeAbsent,
  removeOldest,
  type State,
  segmentOf,
} from "./state.ts";
import {
  estimatedKeys,
  expectedFill,
  falsePositiveRate,
  fillTolerance,
  rateTolerance,
  runLength,
} from "./theory.ts";

/** Absent keys asked for after each operation that adds. */
const ASKED_WHILE_ADDING = 20;
/** Keys whose presence an invariant looks at. */
const WATCHED = 4;
/** Operations between two points of the fill: counting bits takes as long as many questions. */
const FILL_EVERY = 10;

function countParam(label: string, help: string, count: number): NumberParam {
  return { kind: "number", label, help, default: count, min: 1, max: 100_000, unit: "count", integer: true };
}

function add(state: State, ctx: Context, operation: number): void {
  const left = plannedAdds(state.params) - state.added;
  addKeys(state, Math.min(addBatch(state.params), Math.max(0, left)));
  const added = state.lastKey;
  const positives = askAbsent(state, ASKED_WHILE_ADDING);
  // What the picture and the log tell of is the key that was added.
  if (added >= 0) state.lastKey = added;
  state.lastAnswer = true;
  const segment = segmentOf(state, operation);
  state.curveAsked[segment]! += ASKED_WHILE_ADDING;
  state.curvePositive[segment]! += positives;
  observe(state, ctx, positives / ASKED_WHILE_ADDING);
  if (operation + 1 < addOperations(state.params)) ctx.schedule(1, "add", operation + 1);
  else ctx.schedule(1, "ask");
}

function ask(state: State, ctx: Context): void {
  const positives = askAbsent(state, ASKED);
  state.asked += ASKED;
  state.falsePositives += positives;
  const present = state.added - state.removed;
  if (present > 0) askPresent(state, state.removed + Math.floor(ctx.random("present") * present));
  observe(state, ctx, positives / ASKED);
  ctx.schedule(1, "ask");
}

function observe(state: State, ctx: Context, rate: number): void {
  ctx.observe("falsePositives", rate);
  if (ctx.nowMs % FILL_EVERY === 0) ctx.observe("fill", state.filter.ones() / state.filter.positions);
  ctx.observe("falseNegatives", state.falseNegatives);
}

/** A key that is in and denied, unless removals that nobody should make are to blame. */
function brokenInvariant(state: State): string | undefined {
  if (state.wrongRemovals > 0) return undefined;
  if (state.falseNegatives > 0) return `${state.falseNegatives} present keys were denied`;
  const present = state.added - state.removed;
  for (let i = 0; i < Math.min(WATCHED, present); i++) {
    const key = state.removed + Math.floor((present * i) / WATCHED);
    if (!hasKey(state, key)) return `key ${key} was added and is denied`;
  }
  return undefined;
}

export const bloomFilter = defineEngine({
  id: "bloom-filter",
  term: "bloom-filter",
  title: "Bloom filter",
  kind: "operations",
  summary:
    "Keys go into a Bloom filter, then absent ones are asked for. See how many are said to be there, by memory, hashes and load.",
  leavesOut:
    "Keys do not repeat, and absent keys look like present ones; what a false positive costs (a disk read) is not counted.",
  params,
  presets,
  defaultUntil: 1500,
  until: runLength,
  series: {
    falsePositives: {
      title: "False positives",
      unit: "ratio",
      aggregation: "mean",
      points: 300,
      theory: "falsePositiveRate",
    },
    fill: { title: "Positions set", unit: "ratio", aggregation: "last", points: 300, theory: "fill" },
    falseNegatives: { title: "False negatives", unit: "count", aggregation: "last", points: 300 },
  },
  metrics: {
    falsePositiveRate: {
      title: "False positives",
      help: "Share of the absent keys that are said to be there, once all planned keys are in.",
      unit: "ratio",
      value: (state: State) => (state.asked === 0 ? NaN : state.falsePositives / state.asked),
    },
    falseNegatives: {
      title: "False negatives",
      help: "Present keys that were denied: 0 in every filter, unless keys were removed that were never added.",
      unit: "count",
      value: (state) => state.falseNegatives,
    },
    fill: {
      title: "Positions set",
      unit: "ratio",
      value: (state) => state.filter.ones() / state.filter.positions,
    },
    estimatedKeys: {
      title: "Keys, estimated from the bits",
      unit: "count",
      value: (state) => estimatedKeys(state.params, state.filter.ones()),
    },
    keys: { title: "Keys in the filter", unit: "count", value: (state) => state.added - state.removed },
    bitsPerKey: {
      title: "Bits per key in the filter",
      unit: "",
      value: (state) =>
        state.added === state.removed ? NaN : state.filter.bits / (state.added - state.removed),
    },
  },
  actions: {
    addMore: {
      title: "Add more keys",
      help: "More than were planned: the table cannot grow, so the rate does.",
      argument: countParam("Keys", "How many come in.", 1000),
      run: (state: State, _ctx: Context, count) => {
        state.refused = false;
        addKeys(state, count);
      },
    },
    remove: {
      title: "Remove the oldest keys",
      help: "Counters go down again. A filter of bits cannot: other keys may share them, and nothing happens.",
      argument: countParam("Keys", "How many go.", 500),
      run: (state, _ctx, count) => removeOldest(state, count),
    },
    removeAbsent: {
      title: "Remove keys that were never added",
      help: "A false positive among them takes counts away from keys that are there: they are denied from then on.",
      argument: countParam("Keys", "How many are removed by mistake.", 1000),
      run: (state, _ctx, count) => removeAbsent(state, count),
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "add", 0);
    return createState(values, ctx);
  },
  on: { add, ask },
  scene,
  describe: (event, _a, _b, state) => {
    if (event === "add") return `${state.added} keys are in, the latest is key ${state.lastKey}`;
    const answer = state.lastAnswer ? "said to be there, falsely" : "certainly absent";
    return `${ASKED} absent keys asked for, x${state.lastKey - ABSENT} the latest: ${answer}`;
  },
  check: brokenInvariant,
  theory: {
    falsePositiveRate: {
      formula: "(1 − e^(−kn/m))ᵏ;  blocked: its mean over blocks with binomial keys;  chain: 1 − Π(1 − fᵢ)",
      source:
        "Bloom, CACM 13(7), 1970; Kirsch, Mitzenmacher, ESA 2006; Putze et al., WEA 2007; Almeida et al., IPL 101(6), 2007",
      tolerance: rateTolerance,
      value: (values: Params) => falsePositiveRate(values, plannedAdds(values)),
    },
    fill: {
      formula: "1 − (1 − 1/m)^(kn)",
      source: "Broder, Mitzenmacher, Internet Mathematics 1(4), 2004",
      tolerance: fillTolerance,
      value: (values: Params) => expectedFill(values, plannedAdds(values)),
    },
    falseNegatives: {
      formula: "0",
      source: "Bloom, CACM 13(7), 1970",
      tolerance: 0,
      value: () => 0,
    },
  },
  sweep: { param: "bitsPerKey", from: 2, to: 16, steps: 8 },
});
