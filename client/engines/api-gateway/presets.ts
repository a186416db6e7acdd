/** What a gateway is for, one thing at a time. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  gateway: {
    title: "A gateway before three services",
    help: "A millisecond of work and half of network for each request, for checks that services need not make.",
    params: {},
  },
  "greedy-client": {
    title: "One client asks for everybody",
    help: "Twenty times as often as the others, and shed beyond its own limit; nobody else notices.",
    params: { greedy: 20, limit: 10, burst: 20 },
  },
  "no-cache": {
    title: "Without its cache",
    help: "Every product is asked of the catalogue each time.",
    params: { freshMs: 0 },
  },
  "flaky-service": {
    title: "One call in five fails",
    help: "Two retries hide it from readers: eight in a thousand still fail; orders are not repeated.",
    params: { failures: 0.2, retries: 2 },
  },
  bottleneck: {
    title: "A gateway near its limit",
    help: "90 % busy: five and a half milliseconds of waiting on average that no service causes.",
    params: { arrivalRate: 900, limit: 1000, burst: 1000, freshMs: 1000 },
  },
  sidecar: {
    title: "A sidecar",
    help: "One proxy for each instance: a fraction of a millisecond, no network, and no cache.",
    params: { gatewayMs: 0.3, hopMs: 0, freshMs: 0, limit: 1000, burst: 1000, clients: 5, badTokens: 0 },
  },
};
