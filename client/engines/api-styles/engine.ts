/** API styles: one screen of a little graph, fetched by REST, GraphQL and gRPC with real bodies and real queries. */
import { defineEngine } from "../kernel/engine.ts";
import type { ScreenCost } from "./cost.ts";
import { POSTS } from "./data.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, STYLES, type State } from "./state.ts";
import { shownBytes, tallyScreen } from "./tally.ts";
import { expectedQueries, expectedRequests, expectedRoundTrips } from "./theory.ts";

/** Shows one screen, and books what it costs in every style. */
function showScreen(state: State, ctx: Context): void {
  const { params: values, graph } = state;
  const from = Math.floor(ctx.random("screens") * POSTS);
  for (const style of STYLES) {
    const cost = tallyScreen(style, values, graph, from);
    state.latest[style] = cost;
    add(state.sums[style]!, cost);
  }
  state.lastFrom = from;
  state.screens++;
  const { ms, bytes, queries } = state.latest[values.style]!;
  ctx.observe("ms", ms);
  ctx.observe("bytes", bytes);
  ctx.observe("queries", queries);
}

function add(sum: ScreenCost, { requests, roundTrips, queries, bytes, ms }: ScreenCost): void {
  sum.requests += requests;
  sum.roundTrips += roundTrips;
  sum.queries += queries;
  sum.bytes += bytes;
  sum.ms += ms;
}

/** Of the chosen style, for one screen. */
const perScreen = (state: State, what: keyof ScreenCost): number =>
  state.screens === 0 ? NaN : state.sums[state.params.style]![what] / state.screens;

/** Screens overlap, for the graph is finite: authors repeat more than in independent draws. */
const AUTHORS_TOLERANCE = 0.05;

export const apiStyles = defineEngine({
  id: "api-styles",
  term: "rest",
  title: "API styles",
  kind: "operations",
  summary:
    "A client fetches one screen after another: posts, their authors, comments and who wrote them. See how many requests, round " +
    "trips, queries and bytes REST, GraphQL and gRPC need for the same picture.",
  leavesOut:
    "Reading only; a fresh screen each time, no caching between screens and no compression; connections are open already; " +
    "parsing and authorisation cost nothing; a service behind gRPC or include asks its store as well as it can.",
  params,
  presets,
  defaultUntil: 120,
  series: {
    ms: { title: "Time for a screen", unit: "ms", aggregation: "mean", points: 200 },
    bytes: { title: "Bytes for a screen", unit: "bytes", aggregation: "mean", points: 200 },
    queries: {
      title: "Queries for a screen",
      unit: "count",
      aggregation: "mean",
      points: 200,
      theory: "queries",
    },
  },
  metrics: {
    requests: {
      title: "Requests for a screen",
      unit: "count",
      value: (state: State) => perScreen(state, "requests"),
    },
    roundTrips: {
      title: "Round trips for a screen",
      help: "One after the other, since each needs what the one before brought, or waits for a free connection.",
      unit: "count",
      value: (state) => perScreen(state, "roundTrips"),
    },
    queries: {
      title: "Queries behind a screen",
      unit: "count",
      value: (state) => perScreen(state, "queries"),
    },
    bytes: {
      title: "Bytes for a screen",
      help: "Both ways, with headers and frames.",
      unit: "bytes",
      value: (state) => perScreen(state, "bytes"),
    },
    ms: { title: "Time for a screen", unit: "ms", value: (state) => perScreen(state, "ms") },
    overFetching: {
      title: "Bytes for each byte shown",
      help: "Bytes of requests and responses, headers and frames included, over those of the shown fields as JSON.",
      unit: "",
      value: (state) => perScreen(state, "bytes") / shownBytes(state.params.posts, state.params.comments),
    },
  },
  actions: {
    famous: {
      title: "Everybody reads one author",
      help: "From now on one user has written all posts: whoever asks once for each author asks once.",
      run: (state) => {
        state.graph.postAuthors.fill(0);
      },
    },
    screens: {
      title: "More screens",
      help: "So many at once, to steady the averages.",
      argument: {
        kind: "number",
        label: "Screens",
        help: "How many.",
        default: 20,
        min: 1,
        max: 100,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, count) => {
        for (let i = 0; i < count; i++) showScreen(state, ctx);
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "screen");
    return createState(values, ctx);
  },
  on: {
    screen: (state, ctx) => {
      showScreen(state, ctx);
      ctx.schedule(1, "screen");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => {
    const { requests, queries, bytes, ms } = state.latest[state.params.style]!;
    return `screen ${state.screens}: ${requests} requests, ${queries} queries, ${bytes} bytes, ${Math.round(ms)} ms`;
  },
  check: (state) => {
    const { latest, params: values } = state;
    if (state.screens === 0) return undefined;
    if (latest["graphql-loader"]!.queries > latest.graphql!.queries)
      return "a data loader asked more than plain resolvers";
    if (latest["rest-compound"]!.bytes < shownBytes(values.posts, values.comments))
      return "less was sent than is shown";
    return latest.rest!.requests < latest.graphql!.requests
      ? "REST needed fewer requests than GraphQL"
      : undefined;
  },
  theory: {
    requests: {
      formula: "REST: pages + P + U(1 − (1 − 1/U)^(P(1 + C)));  the others: pages",
      source: "Occupancy: W. Feller, An Introduction to Probability Theory, vol. 1, 1968, section IV.2",
      tolerance: AUTHORS_TOLERANCE,
      value: (values: Params) => expectedRequests(values),
    },
    roundTrips: {
      formula: "REST: pages + 2;  the others: pages",
      source: "Depth of the dependencies between requests",
      tolerance: 0,
      value: (values: Params) => expectedRoundTrips(values),
    },
    queries: {
      formula: "GraphQL: pages + 2P + PC, with a loader 4 a page;  REST: one a request;  else 3",
      source: "N + 1: one query for the list, one for each of its N entries",
      tolerance: (values: Params) => (values.style === "rest" ? AUTHORS_TOLERANCE : 0),
      value: (values: Params) => expectedQueries(values),
    },
  },
  sweep: { param: "posts", from: 1, to: 50, steps: 8 },
});
