/** Parameters of the api-styles engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  style: {
    kind: "choice",
    label: "Style",
    help: "How the client asks for what its screen shows.",
    default: "rest",
    options: [
      { value: "rest", label: "REST, one resource a request" },
      { value: "rest-compound", label: "REST, related resources included" },
      { value: "graphql", label: "GraphQL" },
      { value: "graphql-loader", label: "GraphQL with a data loader" },
      { value: "grpc", label: "gRPC, one call made for the screen" },
    ],
  },
  posts: {
    kind: "number",
    label: "Posts",
    help: "What the screen shows: so many posts with their authors.",
    default: 10,
    min: 1,
    max: 50,
    unit: "count",
    integer: true,
  },
  comments: {
    kind: "number",
    label: "Comments a post",
    help: "Shown below each post, with the name of whoever wrote them.",
    default: 3,
    min: 0,
    max: 20,
    unit: "count",
    integer: true,
  },
  page: {
    kind: "number",
    label: "Page size",
    help: "Posts that the server gives at once; the next page is asked for with the last one's cursor.",
    default: 50,
    min: 1,
    max: 50,
    unit: "count",
    integer: true,
  },
  users: {
    kind: "number",
    label: "Users",
    help: "Among whom posts and comments are spread evenly; a client asks for each author once a screen.",
    default: 200,
    min: 1,
    max: 5000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  http2: {
    kind: "flag",
    label: "HTTP/2",
    help: "All requests of a step at once over one connection; else six at a time, browsers' limit for HTTP/1.1.",
    default: true,
  },
  roundTrip: {
    kind: "number",
    label: "Round trip",
    help: "From the client to the server and back.",
    default: 80,
    min: 1,
    max: 1000,
    unit: "ms",
    logarithmic: true,
  },
  bandwidth: {
    kind: "number",
    label: "Bandwidth, Mbit/s",
    help: "Of the client's connection.",
    default: 10,
    min: 0.1,
    max: 1000,
    unit: "",
    logarithmic: true,
  },
  queryMs: {
    kind: "number",
    label: "A query takes",
    help: "In the database, which answers ten at a time.",
    default: 2,
    min: 0,
    max: 100,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Requests that a browser sends at once to one host over HTTP/1.1. */
export const HTTP1_CONNECTIONS = 6;
/** Queries that the database answers at once for one request of many, or many of one. */
export const DATABASE_CONNECTIONS = 10;
/** Headers of a request and its response: 700 and 300 bytes in HTTP/1.1; HPACK (RFC 7541) leaves about 50 and 30 of those that
 *  were sent before on the same connection. */
export const HEADERS = { first: 1000, again: 80 };
/** A frame of HTTP/2 is nine bytes longer than what it carries (RFC 9113), a message of gRPC five. */
export const FRAME_BYTES = 9;
export const GRPC_BYTES = 5;
