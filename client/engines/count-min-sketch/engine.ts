/** A stream by Zipf's law goes through count-min sketches and Space-Saving, and what they say is compared with exact counts. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { brokenInvariant } from "./invariants.ts";
import { ITEMS, type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  count,
  createState,
  estimate,
  FLOOD_KEYS,
  keyName,
  meanCounterError,
  meanError,
  meanOverKeys,
  recall,
  type State,
} from "./state.ts";
import { counterError, counterTolerance, hottestShare, hottestTolerance } from "./theory.ts";

const OBSERVE_EVERY = 200;
/** Keys over which a point of the series is averaged. */
const OBSERVED_KEYS = 100;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math's constants may be approximations; an own literal has the same bits everywhere.
const E = 2.718281828459045;

function countParam(label: string, help: string, max: number): NumberParam {
  return { kind: "number", label, help, default: 1000, min: 1, max, unit: "count", integer: true };
}

/** The next item: a flood's or a burst's while one is under way. */
function nextKey(state: State, ctx: Context): number {
  const { keys } = state.params;
  if (state.burstLeft > 0) {
    state.burstLeft--;
    return keys - 1;
  }
  if (state.floodLeft === 0) return state.zipf.sample(ctx.random("items"));
  state.floodLeft--;
  const key = state.floodNext++;
  if (state.floodNext === keys + FLOOD_KEYS) state.floodNext = keys;
  return key;
}

function item(state: State, ctx: Context): void {
  count(state, nextKey(state, ctx));
  if (state.items % OBSERVE_EVERY === 0) {
    ctx.observe("plainError", meanError(state, state.plain, OBSERVED_KEYS));
    ctx.observe("conservativeError", meanError(state, state.conservative, OBSERVED_KEYS));
    ctx.observe("leastCounter", state.summary.least / state.items);
  }
  ctx.schedule(1, "item");
}

/** Share of the keys whose count is too high by more than the paper's bound. */
function beyondBound(state: State): number {
  const bound = (E / state.plain.width) * state.items;
  return meanOverKeys(state, Infinity, (key) =>
    estimate(state, state.plain, key) - state.exact[key]! > bound ? 1 : 0,
  );
}

export const countMinSketch = defineEngine({
  id: "count-min-sketch",
  term: "count-min-sketch",
  title: "Count-min sketch",
  kind: "operations",
  summary:
    "A stream of keys is counted by sketches with plain and with conservative update, and by Space-Saving. See how far each is off.",
  leavesOut:
    "Counts only grow: nothing ages, no item weighs more than another; and the exact counts, kept for comparison, are what sketches are there to avoid.",
  params,
  presets,
  defaultUntil: ITEMS,
  series: {
    plainError: { title: "Error, plain", unit: "ratio", aggregation: "mean", points: 300 },
    conservativeError: { title: "Error, conservative", unit: "ratio", aggregation: "mean", points: 300 },
    leastCounter: { title: "Least counter of Space-Saving", unit: "ratio", aggregation: "mean", points: 300 },
  },
  metrics: {
    counterError: {
      title: "Error of a single counter",
      help: "Mean over keys and rows of how much too high a counter is, as a share of the stream.",
      unit: "ratio",
      value: (state: State) => meanCounterError(state),
    },
    plainError: {
      title: "Error, plain update",
      help: "Mean over the keys of how much too high the least counter is, as a share of the stream.",
      unit: "ratio",
      value: (state) => meanError(state, state.plain),
    },
    conservativeError: {
      title: "Error, conservative update",
      help: "The same where counters are raised no further than the key's own count asks for.",
      unit: "ratio",
      value: (state) => meanError(state, state.conservative),
    },
    beyondBound: {
      title: "Keys beyond the bound",
      help: "Share of the keys that are counted too high by more than e/width of the stream; e^(−depth) is allowed.",
      unit: "ratio",
      value: beyondBound,
    },
    hottestShare: {
      title: "Share of the hottest key, by Space-Saving",
      unit: "ratio",
      value: (state) => (state.items === 0 ? NaN : (state.summary.top(1)[0]?.count ?? 0) / state.items),
    },
    topTenFound: { title: "Of the ten most frequent keys found", unit: "ratio", value: recall },
    bytes: {
      title: "Memory of one sketch",
      unit: "bytes",
      value: (state) => 4 * state.plain.width * state.plain.depth,
    },
  },
  actions: {
    flood: {
      title: "Flood of new keys",
      help: "Keys that come once each, as a crawler's or an attacker's: they raise every counter and push keys off the list.",
      argument: countParam("Items", "How many such keys come.", FLOOD_KEYS),
      run: (state: State, _ctx: Context, items) => {
        state.floodLeft += items;
      },
    },
    burst: {
      title: "Burst of one key",
      help: "The rarest key becomes the only one for a while: it must climb the list.",
      argument: countParam("Items", "How often it comes.", 10_000),
      run: (state, _ctx, items) => {
        state.burstLeft += items;
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "item");
    return createState(values, ctx);
  },
  on: { item },
  scene,
  describe: (_event, _a, _b, state) => {
    const name = keyName(state, state.lastKey);
    const { exact, lastKey } = state;
    const gone = state.lastEvicted < 0 ? "" : `; takes the counter of ${keyName(state, state.lastEvicted)}`;
    const counted = `plain ${estimate(state, state.plain, lastKey)}, conservative ${estimate(state, state.conservative, lastKey)}`;
    return `${name} for the ${exact[lastKey]}. time: ${counted}${gone}`;
  },
  check: brokenInvariant,
  theory: {
    counterError: {
      formula: "(1 − 1/n) / w",
      source:
        "Cormode, Muthukrishnan, Journal of Algorithms 55(1), 2005, theorem 1: the expectation in its proof",
      tolerance: counterTolerance,
      value: (values: Params) => counterError(values),
    },
    hottestShare: {
      formula: "1 / Σ i^(−s)",
      source: "Zipf's law; Space-Saving counts frequent keys exactly: Metwally et al., ICDT 2005",
      tolerance: hottestTolerance,
      value: hottestShare,
    },
  },
  sweep: { param: "width", from: 32, to: 2048, steps: 7 },
});
