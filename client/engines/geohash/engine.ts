/** Geohashing: places under their geohashes, and searches by one cell, by nine and by all that a circle meets, against looking at all. */
import { defineEngine } from "../kernel/engine.ts";
import { type Params, params, SEARCHES } from "./params.ts";
import { presets } from "./presets.ts";
import { encodeGeohash, geohashBounds } from "./primitives/geohash.ts";
import { scene } from "./scene.ts";
import { addCluster, type Context, createState, METHODS, type State, search } from "./state.ts";
import {
  cellsTolerance,
  expectedCells,
  expectedNeighbourRecall,
  expectedOwnRecall,
  expectedRead,
  readTolerance,
  recallTolerance,
} from "./theory.ts";

const COVER = METHODS.indexOf("cover");

function brokenInvariant(state: State): string | undefined {
  const { latitude, longitude, params: values } = state;
  const own = encodeGeohash(latitude, longitude, values.precision);
  const { south, west, north, east } = geohashBounds(own);
  const isInside = latitude >= south && latitude < north && longitude >= west && longitude < east;
  if (!isInside) return `${latitude}, ${longitude} does not lie in ${own}`;
  if (!encodeGeohash(latitude, longitude, values.precision + 1).startsWith(own))
    return `${own} is no prefix of its own refinement`;
  if (state.found[COVER] !== state.near)
    return `the cover found ${state.found[COVER]} of ${state.near} places`;
  const isOrdered = state.found[0]! <= state.found[1]!;
  return isOrdered
    ? undefined
    : `one cell found ${state.found[0]} places, with its neighbours ${state.found[1]}`;
}

const recall = (method: number) => (state: State) =>
  state.near === 0 ? NaN : state.found[method]! / state.near;

export const geohash = defineEngine({
  id: "geohash",
  term: "geohash",
  title: "Geohashing",
  kind: "operations",
  summary:
    "Places are stored under their geohashes, and searched for near random positions by one cell, by nine, and by all cells that the circle meets.",
  leavesOut:
    "The earth is a sphere; the store's own costs (round trips, pages) are left out, only places and cells read are counted.",
  params,
  presets,
  defaultUntil: SEARCHES,
  series: {
    ownRecall: {
      title: "Found in the own cell",
      unit: "ratio",
      aggregation: "mean",
      points: 200,
      theory: "ownRecall",
    },
    neighbourRecall: { title: "Found with neighbours", unit: "ratio", aggregation: "mean", points: 200 },
    coverRecall: { title: "Found by the cover", unit: "ratio", aggregation: "mean", points: 200 },
    read: { title: "Places read in nine cells", unit: "count", aggregation: "mean", points: 200 },
  },
  metrics: {
    ownRecall: {
      title: "Found in the own cell",
      help: "Share of the places within the radius that have the same geohash as the position searched from.",
      unit: "ratio",
      value: recall(0),
    },
    neighbourRecall: { title: "Found with the eight neighbours", unit: "ratio", value: recall(1) },
    coverRecall: { title: "Found in the cells that the circle meets", unit: "ratio", value: recall(2) },
    incomplete: {
      title: "Searches that one cell does not answer",
      unit: "ratio",
      value: (state) => (state.searches === 0 ? NaN : state.incomplete / state.searches),
    },
    readPerNear: {
      title: "Places read in nine cells for each that is near",
      unit: "ratio",
      value: (state) => (state.near === 0 ? NaN : state.read[1]! / state.near),
    },
    coverCells: {
      title: "Cells that a circle meets",
      unit: "count",
      value: (state) => (state.searches === 0 ? NaN : state.cells[COVER]! / state.searches),
    },
    readByCover: {
      title: "Places read in the cover",
      help: "Share of all places that a search by cover reads.",
      unit: "ratio",
      value: (state) => (state.searches === 0 ? NaN : state.read[COVER]! / state.searches / state.index.size),
    },
  },
  actions: {
    cluster: {
      title: "A crowd",
      help: "Many places at one spot, as at a station: cells have a fixed size and do not adapt to it.",
      argument: {
        kind: "number",
        label: "Places",
        help: "How many come there.",
        default: 1000,
        min: 1,
        max: 5000,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, count) => addCluster(state, ctx, count),
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "search");
    return createState(values, ctx);
  },
  on: {
    search: (state, ctx) => {
      search(state, ctx);
      ctx.schedule(1, "search");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => {
    const own = encodeGeohash(state.latitude, state.longitude, state.params.precision);
    const [one, nine] = [state.lastFound[0]!, state.lastFound[1]!];
    return `From ${own}: ${state.lastNear} places are near; its cell has ${one}, with its neighbours ${nine}`;
  },
  check: brokenInvariant,
  theory: {
    ownRecall: {
      formula: "1 − (4r/3π)(1/w + 1/h) + r²/(2πwh)",
      source: "Mean over a uniform middle of the circle's share in its cell (Buffon's problem for a disc)",
      tolerance: recallTolerance,
      value: (values: Params) => expectedOwnRecall(values),
    },
    neighbourRecall: {
      formula: "1 for r ≤ w, h",
      source: "No point of the circle is further from its middle's cell than a neighbouring one",
      tolerance: 0,
      value: (values: Params) => expectedNeighbourRecall(values),
    },
    coverRecall: { formula: "1", source: "By definition of a cover", tolerance: 0, value: () => 1 },
    readPerNear: {
      formula: "9wh / πr²",
      source: "Ratio of the areas",
      tolerance: readTolerance,
      value: (values: Params) => expectedRead(values),
    },
    coverCells: {
      formula: "(wh + 2(w + h)r + πr²) / wh",
      source:
        "Steiner's formula for a disc and a rectangle (L. Santaló, Integral Geometry and Geometric Probability, 1976)",
      tolerance: cellsTolerance,
      value: (values: Params) => expectedCells(values),
    },
  },
  sweep: { param: "radius", from: 50, to: 600, steps: 8 },
});
