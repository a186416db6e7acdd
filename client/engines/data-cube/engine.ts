/** Data cube: questions to a star of sales on every level, answered from those cuboids that are stored. */
import { defineEngine } from "../kernel/engine.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { cuboidName, naiveAnswer, nextQuery, stepName } from "./query.ts";
import { scene } from "./scene.ts";
import { type Context, createState, load, type State, totalCost } from "./state.ts";
import { cuboidCount, expectedCube } from "./theory.ts";

/** Rounds in which each cuboid is asked for once. */
const ROUNDS = 10;
/** More questions to the same cube would show nothing new. */
const MAX_QUESTIONS = 4000;

function check(state: State): string | undefined {
  const { last, stored, views, rows, facts } = state;
  for (const view of stored) {
    if (views.get(view)!.rows !== rows[view])
      return `cuboid ${view} has ${views.get(view)!.rows} rows, not ${rows[view]}`;
    const counted = views.get(view)!.counts.reduce((sum, count) => sum + count, 0);
    if (counted !== facts.count) return `cuboid ${view} sums up ${counted} of ${facts.count} facts`;
  }
  if (last.cuboid < 0) return undefined;
  const { result } = last;
  const expected = naiveAnswer(state);
  if (expected.rows !== result.rows)
    return `the answer has ${result.rows} rows, the facts give ${expected.rows}`;
  for (let i = 0; i < result.rows; i++) {
    if (expected.cells[i] !== result.cells[i] || expected.sums[i] !== result.sums[i]) {
      return `row ${i} of the answer is not what the facts give`;
    }
  }
  return undefined;
}

function groupsProblem(values: Params): string | undefined {
  const pairs = [
    ["categories", "products"],
    ["regions", "stores"],
    ["months", "days"],
  ] as const;
  for (const [groups, members] of pairs) {
    if (values[groups] > values[members])
      return `${groups} must be at most ${members} (${values[members]}), not ${values[groups]}`;
  }
  return undefined;
}

export const dataCube = defineEngine({
  id: "data-cube",
  term: "data-cube",
  title: "Data cube",
  kind: "operations",
  summary:
    "Questions to a star of sales: sums by product, store and day or by their groups. See which stored cuboid answers, and what storing a few of them saves.",
  leavesOut:
    "Facts are spread evenly, where real cubes are skewed; all cuboids are asked for equally often; a question reads its cuboid as a whole, without indexes; only sums and counts, which can be summed up further.",
  params,
  presets,
  defaultUntil: ROUNDS * 27,
  until: (values: Params) => ROUNDS * cuboidCount(values),
  series: {
    rowsRead: { title: "Rows read", unit: "count", aggregation: "mean", points: 500, theory: "rowsPerQuery" },
    resultRows: { title: "Rows of the answer", unit: "count", aggregation: "mean", points: 500 },
  },
  metrics: {
    rowsPerQuery: {
      title: "Rows read a question",
      unit: "count",
      value: (state: State) => (state.asked === 0 ? NaN : state.rowsRead / state.asked),
    },
    resultRows: {
      title: "Rows of an answer",
      unit: "count",
      value: (state) => (state.asked === 0 ? NaN : state.resultRows / state.asked),
    },
    cuboids: { title: "Cuboids", unit: "count", value: (state) => state.lattice.count },
    stored: { title: "Cuboids stored", unit: "count", value: (state) => state.stored.length },
    storedRows: {
      title: "Rows stored",
      unit: "count",
      value: (state) => state.stored.reduce((sum, view) => sum + state.rows[view]!, 0),
    },
    saved: {
      title: "Saved, of what can be",
      help: "Rows that the stored cuboids save over all questions, as a share of what storing all would save.",
      unit: "ratio",
      value: (state) => {
        const most = totalCost(state, [0]) - state.rows.reduce((sum, own) => sum + own, 0);
        return most === 0 ? 1 : (totalCost(state, [0]) - totalCost(state, state.stored)) / most;
      },
    },
    refreshed: {
      title: "Cells refreshed",
      help: "Cells of stored cuboids that loads have changed.",
      unit: "count",
      value: (state) => state.refreshed,
    },
  },
  actions: {
    load: {
      title: "Load facts",
      help: "New sales arrive, and every stored cuboid is brought up to date.",
      argument: {
        kind: "number",
        label: "Facts",
        help: "How many sales are loaded.",
        default: 500,
        min: 1,
        max: 10_000,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, count) => {
        load(state, count, ctx);
        // The answer on show is that of before the load.
        state.last.cuboid = -1;
      },
    },
    dropView: {
      title: "Drop a stored cuboid",
      help: "The latest chosen one goes; questions fall back to a finer one.",
      run: (state) => {
        if (state.stored.length > 1) state.views.delete(state.stored.pop()!);
      },
    },
  },
  validate: groupsProblem,
  init: (values, ctx) => {
    ctx.schedule(1, "query");
    return createState(values, ctx);
  },
  on: {
    query: (state, ctx) => {
      nextQuery(state, ctx);
      if (state.asked < MAX_QUESTIONS) ctx.schedule(1, "query");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => {
    const { last } = state;
    // A load clears the question that it makes old.
    if (last.cuboid < 0) return "facts loaded";
    return `${stepName(state)} to ${cuboidName(state, last.cuboid)}: ${last.rowsRead} rows of ${cuboidName(state, last.from)} read`;
  },
  check,
  theory: {
    rowsPerQuery: {
      formula: "Σ smallest stored ancestor / cuboids, rows by m(1 − (1 − 1/m)^n)",
      source:
        "Linear cost model: Harinarayan, Rajaraman, Ullman, SIGMOD 1996; sizes: Cárdenas, CACM 18(5), 1975",
      tolerance: 0.05,
      value: (values: Params) => expectedCube(values)?.rowsPerQuery,
    },
    storedRows: {
      formula: "Σ m(1 − (1 − 1/m)^n) over the stored cuboids",
      source: "Cárdenas, CACM 18(5), 1975",
      tolerance: 0.05,
      value: (values: Params) => expectedCube(values)?.storedRows,
    },
    cuboids: {
      formula: "Π (Lᵢ + 1), without hierarchies 2ⁿ",
      source: "Gray et al., Data cube, Data Mining and Knowledge Discovery 1, 1997",
      tolerance: 0,
      value: cuboidCount,
    },
  },
  sweep: { param: "views", from: 0, to: 26, steps: 14 },
});
