/** The same news by each method. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  polling: {
    title: "Polling every five seconds",
    help: "Two and a half seconds late on average, and a kilobyte of headers whether there is news or not.",
    params: { method: "polling" },
  },
  "long-polling": {
    title: "Long polling",
    help: "Half a round trip late, unless the news comes while the client asks anew.",
    params: { method: "long-polling" },
  },
  "long-polling-busy": {
    title: "Long polling, ten updates a second",
    help: "One request for each burst of news: as many headers as polling, and a connection held besides.",
    params: { method: "long-polling", updates: 10, clients: 10 },
  },
  sse: {
    title: "Server-sent events",
    help: "A response that does not end; some twenty bytes around each update.",
    params: { method: "sse" },
  },
  websocket: {
    title: "WebSocket",
    help: "Two bytes around each update of up to 125.",
    params: { method: "websocket" },
  },
  "websocket-drops": {
    title: "WebSocket on the move",
    help: "Cut off twelve times an hour: what is sent meanwhile is gone, unless the program asks for it.",
    params: { method: "websocket", drops: 12, away: 10_000, updates: 1 },
  },
  "websocket-resume": {
    title: "WebSocket that resumes",
    help: "The same cuts; the client says what it has, and the server sends the rest.",
    params: { method: "websocket", drops: 12, away: 10_000, updates: 1, resume: true },
  },
  "sse-drops": {
    title: "Server-sent events on the move",
    help: "Last-Event-ID is in the standard: the browser sends it by itself.",
    params: { method: "sse", drops: 12, away: 10_000, updates: 1 },
  },
  webhook: {
    title: "Webhook",
    help: "One POST for each update and receiver, tried again while the receiver is down.",
    params: { method: "webhook", drops: 2, away: 30_000 },
  },
};
