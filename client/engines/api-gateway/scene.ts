/** What a gateway looks like: clients, the gateway and its services, and what became of each route's requests. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { ROUTES } from "./params.ts";
import { IN_HAND, OUTCOMES, outcomeCount, type State } from "./state.ts";

export function scene(state: State, nowMs: number): Scene {
  const { counts } = state;
  const shares = OUTCOMES.map((name, outcome) => `${outcomeCount(counts, outcome)} × ${name}`).join(", ");
  return {
    parts: [
      graph(state, nowMs),
      {
        kind: "table",
        title: "What became of requests",
        columns: ["route", ...OUTCOMES],
        rows: ROUTES.map(({ name }, route) => ({
          cells: [`/${name}`, ...OUTCOMES.map((_, outcome) => String(outcomeCount(counts, outcome, route)))],
          tone: state.down[route] === 1 ? "bad" : "neutral",
        })),
      },
      {
        kind: "bars",
        title: "In the last second",
        unit: "1/s",
        bars: [
          {
            label: "requests",
            value: state.lastArrivals,
            tone: "neutral",
            reference: state.params.arrivalRate,
          },
          { label: "shed, 429", value: state.lastLimited, tone: "warn" },
          { label: "to services", value: state.lastCalls, tone: "accent" },
        ],
      },
    ],
    text: `${counts.arrivals} requests: ${shares}; ${counts.calls} calls of services, ${IN_HAND - state.freeCount} requests in hand.`,
  };
}

function graph(state: State, nowMs: number): ScenePart {
  const waitMs = Math.max(0, state.loopFreeMs - nowMs);
  const busy: Tone =
    waitMs > 20 * state.params.gatewayMs ? "bad" : waitMs > 5 * state.params.gatewayMs ? "warn" : "good";
  return {
    kind: "graph",
    title: "Clients, gateway, services",
    layout: "layers",
    nodes: [
      {
        id: "clients",
        label: `${state.params.clients} clients`,
        detail: `${state.lastArrivals}/s`,
        tone: "neutral",
      },
      { id: "gateway", label: "gateway", detail: `${waitMs.toFixed(1)} ms of work waits`, tone: busy },
      ...ROUTES.map(({ service }, route) => ({
        id: service,
        label: service,
        detail: state.down[route] === 1 ? "down" : "up",
        tone: state.down[route] === 1 ? ("bad" as const) : ("good" as const),
      })),
    ],
    links: [
      { from: "clients", to: "gateway", tone: "accent" },
      ...ROUTES.map(({ service, template }) => ({
        from: "gateway",
        to: service,
        label: template,
        tone: "neutral" as const,
      })),
    ],
    packets: [],
  };
}
