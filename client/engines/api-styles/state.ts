/** State of the api-styles engine: the graph, and what the screens have cost so far in each style. */
import type { EngineContext } from "../kernel/engine.ts";
import type { ScreenCost } from "./cost.ts";
import { type Graph, POSTS } from "./data.ts";
import type { Params } from "./params.ts";

export type Context = EngineContext<"ms" | "bytes" | "queries", "screen">;

export const STYLES = ["rest", "rest-compound", "graphql", "graphql-loader", "grpc"] as const;

export interface State {
  readonly params: Params;
  readonly graph: Graph;
  screens: number;
  /** By style: of the latest screen, and of all. */
  readonly latest: Record<string, ScreenCost>;
  readonly sums: Readonly<Record<string, ScreenCost>>;
  /** The first post of the latest screen. */
  lastFrom: number;
}

export function zeroCost(): ScreenCost {
  return { requests: 0, roundTrips: 0, queries: 0, bytes: 0, ms: 0 };
}

export function createState(values: Params, ctx: Context): State {
  const draw = (stream: string) => () => Math.floor(ctx.random(stream) * values.users);
  return {
    params: values,
    graph: {
      postAuthors: Int32Array.from({ length: POSTS }, draw("authors")),
      commentAuthors: Int32Array.from({ length: POSTS * values.comments }, draw("writers")),
      commentsPerPost: values.comments,
    },
    screens: 0,
    latest: Object.fromEntries(STYLES.map((style) => [style, zeroCost()])),
    sums: Object.fromEntries(STYLES.map((style) => [style, zeroCost()])),
    lastFrom: 0,
  };
}
