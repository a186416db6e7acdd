/** What a screen costs: the steps of the chosen style as messages, and all styles beside each other. */
import type { Scene, ScenePart } from "../kernel/scene.ts";
import { params } from "./params.ts";
import { jsonLength } from "./screen.ts";
import { STYLES, type State } from "./state.ts";
import { CountingStore } from "./store.ts";
import { type FetchStep, fetchScreen } from "./styles.ts";

const LABELS = new Map<string, string>(params.style.options.map(({ value, label }) => [value, label]));
const SHORT: Readonly<Record<string, string>> = {
  rest: "REST",
  "rest-compound": "included",
  graphql: "GraphQL",
  "graphql-loader": "with loader",
  grpc: "gRPC",
};
const SHOWN_STEPS = 6;

export function scene(state: State): Scene {
  const { params: values, latest } = state;
  const cost = latest[values.style]!;
  const { steps, screen } = fetchScreen(values.style, values, new CountingStore(state.graph), state.lastFrom);
  const shown = state.screens === 0 ? 0 : jsonLength(screen);
  return {
    parts: [
      messages(state.screens === 0 ? [] : steps),
      {
        kind: "table",
        title: "The latest screen in each style",
        columns: ["style", "requests", "round trips", "queries", "bytes", "ms"],
        rows: STYLES.map((style) => {
          const { requests, roundTrips, queries, bytes, ms } = latest[style]!;
          const figures = [requests, roundTrips, queries, bytes, Math.round(ms)].map(String);
          return {
            cells: [LABELS.get(style)!, ...figures],
            tone: style === values.style ? "accent" : "neutral",
          };
        }),
      },
      {
        kind: "bars",
        title: "Bytes of the latest screen; the mark is what it shows, as JSON",
        unit: "bytes",
        bars: STYLES.map((style) => ({
          label: SHORT[style]!,
          value: latest[style]!.bytes,
          tone: style === values.style ? "accent" : "neutral",
          reference: shown,
        })),
      },
    ],
    text:
      state.screens === 0
        ? "No screen has been fetched yet."
        : `Screen ${state.screens}, ${LABELS.get(values.style)}: ${cost.requests} requests in ${cost.roundTrips} round trips, ` +
          `${cost.queries} queries, ${cost.bytes} bytes for ${shown} shown, ${Math.round(cost.ms)} ms.`,
  };
}

function messages(steps: readonly FetchStep[]): ScenePart {
  const shown = steps.slice(0, SHOWN_STEPS).flatMap(({ label, requests, queryLevels }) => {
    const queries = queryLevels.map((count) => ({
      from: 1,
      to: 2,
      label: count === 1 ? "1 query" : `${count} queries`,
      tone: count > 4 ? ("bad" as const) : ("accent" as const),
    }));
    const ask = {
      from: 0,
      to: 1,
      label: requests === 1 ? label : `${requests} × ${label}`,
      tone: "neutral" as const,
    };
    return [ask, ...queries, { from: 1, to: 0, label: "answers", tone: "good" as const }];
  });
  const rest = steps.length - SHOWN_STEPS;
  return {
    kind: "sequence",
    title: rest > 0 ? `How it was fetched (${rest} further steps alike)` : "How it was fetched, step by step",
    lanes: ["client", "API", "database"],
    messages: shown,
  };
}
