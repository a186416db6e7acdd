/** Parameters of the realtime engine, and sizes that follow from them. */
import type { ParamValues } from "../kernel/engine.ts";
import { encodeStreamedEvent, STREAM_HEARTBEAT } from "./primitives/eventStream.ts";
import { webSocketHeaderBytes } from "./primitives/webSocketFrame.ts";

export const params = {
  method: {
    kind: "choice",
    label: "Method",
    help: "How clients learn of updates.",
    default: "polling",
    options: [
      { value: "polling", label: "polling" },
      { value: "long-polling", label: "long polling" },
      { value: "sse", label: "server-sent events" },
      { value: "websocket", label: "WebSocket" },
      { value: "webhook", label: "webhook (server to server)" },
    ],
  },
  clients: {
    kind: "number",
    label: "Clients",
    help: "All of them want every update.",
    default: 20,
    min: 1,
    max: 200,
    unit: "count",
    integer: true,
  },
  updates: {
    kind: "number",
    label: "Updates",
    help: "How many a second on average, at random times.",
    default: 0.2,
    min: 0.001,
    max: 20,
    unit: "1/s",
    logarithmic: true,
  },
  interval: {
    kind: "number",
    label: "Polling interval",
    help: "How often a client asks.",
    default: 5000,
    min: 200,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  hold: {
    kind: "number",
    label: "Long poll ends after",
    help: "With nothing to say the server answers all the same: RFC 6202 found 30 s safe with proxies.",
    default: 30_000,
    min: 1000,
    max: 300_000,
    unit: "ms",
    logarithmic: true,
  },
  roundTrip: {
    kind: "number",
    label: "Round trip",
    help: "From a client to the server and back.",
    default: 100,
    min: 1,
    max: 2000,
    unit: "ms",
    logarithmic: true,
  },
  payload: {
    kind: "number",
    label: "Update's size",
    help: "Bytes of content, before any framing.",
    default: 100,
    min: 1,
    max: 100_000,
    unit: "bytes",
    integer: true,
    logarithmic: true,
  },
  requestHeader: {
    kind: "number",
    label: "Request header",
    help: "Bytes of an HTTP request without body: 700 to 800 with cookies is typical (SPDY whitepaper, 2009).",
    default: 700,
    min: 20,
    max: 8000,
    unit: "bytes",
    integer: true,
  },
  responseHeader: {
    kind: "number",
    label: "Response header",
    help: "Bytes of an HTTP response without body.",
    default: 300,
    min: 20,
    max: 8000,
    unit: "bytes",
    integer: true,
  },
  drops: {
    kind: "number",
    label: "Connection losses an hour",
    help: "How often each client is cut off, on average: a tunnel, a changed network, a restarted proxy.",
    default: 0,
    min: 0,
    max: 240,
    unit: "count",
  },
  away: {
    kind: "number",
    label: "Cut off for",
    help: "Until the client can connect again.",
    default: 5000,
    min: 100,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  resume: {
    kind: "flag",
    label: "WebSocket resumes",
    help: "The program sends the number of the last update it has when it connects again; nothing does it by itself.",
    default: false,
  },
  buffer: {
    kind: "number",
    label: "Server keeps",
    help: "Updates that the server can send again; older ones are lost to who was away.",
    default: 100,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Round trips until a stream flows again: TCP, TLS 1.3, and the request. */
export const CONNECT_ROUND_TRIPS = 3;
/** How often silent connections show that they live. */
export const HEARTBEAT_MS = 15_000;

/** Bytes of one update on the way, framing included. */
export function updateBytes({ method, payload, requestHeader, responseHeader }: Params): number {
  if (method === "websocket") return payload + webSocketHeaderBytes(payload, false);
  if (method === "webhook") return requestHeader + payload + responseHeader;
  if (method !== "sse") return payload;
  // The event's own lines, in a chunk of HTTP/1.1: its length in hexadecimal digits and two line ends.
  const event = encodeStreamedEvent({ data: "", id: "000000" }).length + payload;
  return event + chunkBytes(event);
}

export function heartbeatBytes({ method }: Params): number {
  if (method === "sse") return STREAM_HEARTBEAT.length + chunkBytes(STREAM_HEARTBEAT.length);
  // A ping, and a pong that is masked as all that clients send.
  return method === "websocket" ? webSocketHeaderBytes(0, false) + webSocketHeaderBytes(0, true) : 0;
}

function chunkBytes(length: number): number {
  return length.toString(16).length + 4;
}

export function isPush(method: string): boolean {
  return method === "sse" || method === "websocket" || method === "webhook";
}
