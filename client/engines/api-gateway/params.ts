/** Parameters of the api-gateway engine. */
import type { ParamValues } from "../kernel/engine.ts";

/** Different products, asked for by Zipf's law. */
export const PRODUCTS = 200;
export const PRODUCT_EXPONENT = 0.9;

export const params = {
  arrivalRate: {
    kind: "number",
    label: "Requests",
    help: "How many a second, of all clients together.",
    default: 100,
    min: 1,
    max: 2000,
    unit: "1/s",
    logarithmic: true,
  },
  clients: {
    kind: "number",
    label: "Clients",
    help: "Callers with a key each, who ask equally often but for a greedy one.",
    default: 20,
    min: 1,
    max: 100,
    unit: "count",
    integer: true,
  },
  greedy: {
    kind: "number",
    label: "The first asks",
    help: "Times as often as each of the others.",
    default: 1,
    min: 1,
    max: 100,
    unit: "",
    logarithmic: true,
  },
  gatewayMs: {
    kind: "number",
    label: "Gateway's work",
    help: "For each request, on its one event loop: parsing, routing, checking, copying.",
    default: 1,
    min: 0.01,
    max: 20,
    unit: "ms",
    logarithmic: true,
  },
  hopMs: {
    kind: "number",
    label: "Further hop",
    help: "The network between gateway and services, there and back.",
    default: 0.5,
    min: 0,
    max: 100,
    unit: "ms",
  },
  badTokens: {
    kind: "number",
    label: "Bad tokens",
    help: "Share of requests whose token is missing, expired or forged: 401, and no service hears of them.",
    default: 0.02,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  limit: {
    kind: "number",
    label: "Limit a client",
    help: "Requests a second in the long run; more are answered 429.",
    default: 20,
    min: 0.1,
    max: 1000,
    unit: "1/s",
    logarithmic: true,
  },
  burst: {
    kind: "number",
    label: "Burst a client",
    help: "Requests that may come at once.",
    default: 20,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  freshMs: {
    kind: "number",
    label: "Products stay fresh",
    help: "max-age of the one cacheable route's responses; 0 for no cache.",
    default: 10_000,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
  serviceMs: {
    kind: "number",
    label: "Services take",
    help: "On average, exponentially distributed.",
    default: 40,
    min: 1,
    max: 2000,
    unit: "ms",
    logarithmic: true,
  },
  failures: {
    kind: "number",
    label: "Calls that fail",
    help: "Share of calls that a service answers with an error.",
    default: 0.02,
    min: 0,
    max: 0.9,
    unit: "ratio",
  },
  retries: {
    kind: "number",
    label: "Retries",
    help: "Further tries after an error, for requests that only read.",
    default: 1,
    min: 0,
    max: 5,
    unit: "count",
    integer: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

export interface RouteSpec {
  readonly name: string;
  readonly template: string;
  readonly service: string;
  /** Share of the requests. */
  readonly share: number;
  readonly reads: boolean;
  readonly cacheable: boolean;
}

export const ROUTES: readonly RouteSpec[] = [
  {
    name: "products",
    template: "/products/{id}",
    service: "catalogue",
    share: 0.5,
    reads: true,
    cacheable: true,
  },
  { name: "search", template: "/search", service: "search", share: 0.3, reads: true, cacheable: false },
  { name: "orders", template: "/orders", service: "orders", share: 0.2, reads: false, cacheable: false },
];
