/** What theory says about one set of parameters. */
import { exp } from "../kernel/math.ts";
import {
  CONNECT_ROUND_TRIPS,
  HEARTBEAT_MS,
  heartbeatBytes,
  isPush,
  type Params,
  updateBytes,
} from "./params.ts";

export const WARM_UP_MS = 20_000;
const LENGTH_MS = 900_000;
const UPDATES = 600;
const SHORTEST_MS = 180_000;
const LONGEST_MS = 3_600_000;

export function runLengthMs({ updates, drops }: Params): number {
  // Losses are rare and need an hour to be counted.
  if (drops > 0) return LONGEST_MS;
  const neededMs = (1000 * UPDATES) / updates;
  return WARM_UP_MS + Math.min(LENGTH_MS, Math.max(SHORTEST_MS, 60_000 * Math.ceil(neededMs / 60_000)));
}

/** Updates that a long poll brings on average: those that came while the client asked anew, or the one that ended the wait. */
function updatesPerAnswer({ updates, roundTrip, hold }: Params): number {
  const gap = (updates * roundTrip) / 1000;
  return gap + exp(-gap) * (1 - exp((-updates * hold) / 1000));
}

/** From the update until a client has it, on average. */
export function delayMs(values: Params): number | undefined {
  const { method, drops, interval, roundTrip, updates } = values;
  if (drops > 0) return undefined;
  if (isPush(method)) return roundTrip / 2;
  if (method === "polling") return interval > roundTrip ? interval / 2 + roundTrip / 2 : undefined;
  const gap = (updates * roundTrip) / 1000;
  return roundTrip / 2 + (gap * roundTrip) / 2 / updatesPerAnswer(values);
}

/** Bytes both ways for each update and client. */
export function bytesPerUpdate(values: Params): number | undefined {
  const { method, drops, interval, roundTrip, requestHeader, responseHeader, updates } = values;
  if (drops > 0) return undefined;
  const headers = requestHeader + responseHeader;
  const update = updateBytes(values);
  if (method === "polling")
    return interval > roundTrip ? update + headers / ((updates * interval) / 1000) : undefined;
  if (method === "long-polling") return update + headers / updatesPerAnswer(values);
  return update + heartbeatBytes(values) / ((updates * HEARTBEAT_MS) / 1000);
}

/** Connections that the server has open, on average. */
export function connections(values: Params): number | undefined {
  const { method, clients, drops, interval, roundTrip } = values;
  if (drops > 0) return undefined;
  if (method === "polling") return interval > roundTrip ? (clients * roundTrip) / interval : undefined;
  return method === "webhook" ? undefined : clients;
}

/** Share of updates that a client never gets: those sent while no stream flows to it, and those on their way when it is cut. */
export function missedShare(values: Params): number | undefined {
  const { method, drops, away, roundTrip, resume } = values;
  if (drops === 0) return 0;
  if (method !== "websocket" || resume) return undefined;
  const downMs = away + CONNECT_ROUND_TRIPS * roundTrip;
  return downMs / (3_600_000 / drops + downMs - roundTrip / 2);
}

/** Four standard deviations of a mean over so many updates, of which each client sees the same. */
export function delayTolerance(values: Params): number {
  if (isPush(values.method)) return 1e-9;
  const seen = (values.updates * runLengthMs(values)) / 1000;
  // Polls of many clients are spread over the interval, which evens their waits out.
  return values.method === "polling"
    ? 0.02 + 2.4 / Math.sqrt(seen * values.clients)
    : 0.01 + 0.4 / Math.sqrt(seen);
}

/** As many updates as come by chance divide the bytes that are sent whether or not; a long poll's are sent because of them. */
export function bytesTolerance(values: Params): number {
  const chance = 4 / Math.sqrt((values.updates * runLengthMs(values)) / 1000);
  if (values.method === "long-polling") return 0.01 + 0.3 * chance;
  const fixed = 1 - updateBytes(values) / (bytesPerUpdate(values) ?? updateBytes(values));
  return 0.003 + fixed * chance;
}

export function missedTolerance(values: Params): number {
  if (values.drops === 0) return 0;
  return 0.02 + 4 / Math.sqrt((values.drops * values.clients * runLengthMs(values)) / 3_600_000);
}
