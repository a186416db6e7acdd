/** Policies that products ship, and the cases that tell them apart. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  random: {
    title: "Random",
    help: "Every server is a queue of its own, M/M/1: some have a line while others idle.",
    params: { policy: "random" },
  },
  "round-robin": {
    title: "Round robin",
    help: "nginx's default: even numbers of requests, but not of work.",
    params: { policy: "round-robin" },
  },
  "power-of-two": {
    title: "The better of two",
    help: "Mitzenmacher's result at fifty servers: two looks take away most of the wait that random choice costs.",
    params: { policy: "power-of-two", servers: 50, arrivalRate: 400, service: 100 },
  },
  "least-connections": {
    title: "Least connections",
    help: "Asks all: the shortest line wins.",
    params: { policy: "least-connections" },
  },
  "slow-server": {
    title: "Round robin and a slow server",
    help: "One of ten is twice as slow; it gets a tenth of the requests all the same, and its line has no end.",
    params: { policy: "round-robin", slowFactor: 2 },
  },
  "slow-server-seen": {
    title: "Least response time and a slow server",
    help: "The same servers; the balancer goes by latency and requests in hand, and sends it less.",
    params: { policy: "peak-ewma", slowFactor: 2 },
  },
  "sticky-sessions": {
    title: "Consistent hashing of users",
    help: "Each user has a server and its warm cache; the busiest users decide which server is overloaded.",
    params: { policy: "hash-ring", keySkew: 0.6, service: 50 },
  },
  "bounded-loads": {
    title: "Consistent hashing with bounded loads",
    help: "The same users, but a full server hands the request to its neighbour on the ring.",
    params: { policy: "bounded-ring", keySkew: 0.6, service: 50 },
  },
  "grpc-through-layer-4": {
    title: "Long connections through layer 4",
    help: "Twelve connections that never close over ten servers: two servers get twice the requests, as gRPC users find out.",
    params: { layer: "4", connections: 12, connectionRequests: 1_000_000 },
  },
  "server-fails": {
    title: "A server fails",
    help: "Round robin sends it a tenth of the requests until the third health check has failed.",
    params: { policy: "round-robin", incident: 20_000 },
  },
  "black-hole": {
    title: "A server that fails fast",
    help: "It refuses at once, so it never has a request in hand, and least connections loves it.",
    params: { policy: "least-connections", service: 90, incident: 20_000 },
  },
  "active-passive": {
    title: "Active and passive",
    help: "Two servers, of which one does nothing until the other fails.",
    params: { policy: "active-passive", servers: 2, arrivalRate: 10, service: 50, incident: 60_000 },
  },
};
