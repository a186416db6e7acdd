/** What a fetched screen cost: requests, round trips, queries, bytes and time. */
import { DATABASE_CONNECTIONS, FRAME_BYTES, HEADERS, HTTP1_CONNECTIONS, type Params } from "./params.ts";
import type { Fetched } from "./styles.ts";

export interface ScreenCost {
  requests: number;
  roundTrips: number;
  queries: number;
  bytes: number;
  ms: number;
}

/** gRPC always runs over HTTP/2. */
export function costOf({ steps }: Fetched, values: Params, style: string): ScreenCost {
  const http2 = values.http2 || style === "grpc";
  const cost: ScreenCost = { requests: 0, roundTrips: 0, queries: 0, bytes: 0, ms: 0 };
  for (const { requests, bodyBytes, queryLevels } of steps) {
    cost.bytes += headerBytes(cost.requests, requests, http2);
    cost.requests += requests;
    cost.roundTrips += http2 ? 1 : Math.ceil(requests / HTTP1_CONNECTIONS);
    cost.bytes += bodyBytes;
    for (const queries of queryLevels) {
      cost.queries += queries;
      cost.ms += Math.ceil(queries / DATABASE_CONNECTIONS) * values.queryMs;
    }
  }
  cost.ms += cost.roundTrips * values.roundTrip + (cost.bytes * 8) / (values.bandwidth * 1000);
  return cost;
}

/** Of so many requests and their responses, after others on the same connection. */
function headerBytes(before: number, requests: number, http2: boolean): number {
  if (!http2) return requests * HEADERS.first;
  const first = before === 0 && requests > 0 ? HEADERS.first - HEADERS.again : 0;
  // One frame for the headers and one for the body, each way.
  return first + requests * (HEADERS.again + 4 * FRAME_BYTES);
}
