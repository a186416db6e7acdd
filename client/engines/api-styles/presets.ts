/** The same screen in each style, and what is done about each one's weakness. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  rest: {
    title: "REST, resource by resource",
    help: "Ten posts with three comments each: some fifty requests in three steps.",
    params: { style: "rest" },
  },
  "rest-http1": {
    title: "The same over HTTP/1.1",
    help: "Six requests at a time: round trips add up to nearly a second.",
    params: { style: "rest", http2: false },
  },
  "rest-include": {
    title: "REST with related resources",
    help: "JSON:API's include: one request, and whole resources, of which the screen shows a part.",
    params: { style: "rest-compound" },
  },
  "graphql-n-plus-one": {
    title: "GraphQL, resolver by resolver",
    help: "One request, and 51 queries behind it: the N + 1 problem moved to the server.",
    params: { style: "graphql" },
  },
  "graphql-loader": {
    title: "GraphQL with a data loader",
    help: "The same resolvers, four queries.",
    params: { style: "graphql-loader" },
  },
  grpc: {
    title: "gRPC",
    help: "One call made for this screen; names are numbers, and nothing is sent that is not shown.",
    params: { style: "grpc" },
  },
  "small-pages": {
    title: "Pages of ten",
    help: "Fifty posts, ten at a time: each page waits for the cursor of the one before.",
    params: { style: "graphql-loader", posts: 50, page: 10, comments: 0 },
  },
  "far-away": {
    title: "REST from far away",
    help: "250 ms to the server: three steps that depend on each other are most of a second.",
    params: { style: "rest", roundTrip: 250 },
  },
};
