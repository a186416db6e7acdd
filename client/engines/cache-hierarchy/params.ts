/** Parameters of the cache-hierarchy engine. */
import type { NumberParam, ParamValues } from "../kernel/engine.ts";

function capacity(label: string, help: string, entries: number): NumberParam {
  return { kind: "number", label, help, default: entries, min: 0, max: 50_000, unit: "count", integer: true };
}

function latency(label: string, help: string, ms: number): NumberParam {
  return { kind: "number", label, help, default: ms, min: 0, max: 10_000, unit: "ms" };
}

export const params = {
  tiers: {
    kind: "choice",
    label: "Where",
    help: "Which tiers these are; it changes their names only.",
    default: "service",
    options: [
      { value: "service", label: "Process, shared cache, database's buffer" },
      { value: "web", label: "Browser, CDN, web server" },
      { value: "application", label: "Object cache, query cache, database's buffer" },
    ],
  },
  inclusion: {
    kind: "choice",
    label: "Copies",
    help: "Whether an entry may be in several tiers.",
    default: "non-inclusive",
    options: [
      { value: "non-inclusive", label: "In every tier that an answer passes" },
      { value: "inclusive", label: "What the far tier drops, the near ones drop" },
      { value: "exclusive", label: "In one tier only" },
    ],
  },
  nodes: {
    kind: "number",
    label: "Near caches",
    help: "Processes or browsers that have a first tier of their own; requests are spread over them at random.",
    default: 4,
    min: 1,
    max: 50,
    unit: "count",
    integer: true,
  },
  near: capacity("Tier 1", "Entries of each near cache; 0 for none.", 20),
  middle: capacity("Tier 2", "Entries of the shared second tier; 0 for none.", 100),
  far: capacity("Tier 3", "Entries of the shared third tier; 0 for none.", 400),
  keys: {
    kind: "number",
    label: "Keys",
    help: "Different keys that are asked for.",
    default: 2000,
    min: 2,
    max: 50_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the popularity is: 0 is uniform, web traffic lies around 0.8.",
    default: 0.8,
    min: 0,
    max: 2,
    unit: "",
  },
  nearLatency: latency("Tier 1 answers in", "A look into the near cache.", 0.1),
  middleLatency: latency("Tier 2 answers in", "A round trip to the second tier.", 1),
  farLatency: latency("Tier 3 answers in", "A round trip to the third tier.", 5),
  sourceLatency: latency("Source answers in", "What an answer takes that no tier has.", 50),
  writes: {
    kind: "number",
    label: "Writes",
    help: "Share of the requests that change the key at the source.",
    default: 0,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
  invalidation: {
    kind: "choice",
    label: "A write deletes",
    help: "Which copies a write takes away; the others stay until they are evicted or too old.",
    default: "shared",
    options: [
      { value: "none", label: "Nothing" },
      { value: "shared", label: "The shared tiers and the writer's near cache" },
      { value: "everywhere", label: "All copies, by a message to every process" },
    ],
  },
  nearTtl: {
    kind: "number",
    label: "Tier 1 keeps for",
    help: "Requests (to all nodes) for which a near copy may be used; 0 for no limit.",
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: "",
    integer: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

export const TIERS = 3;

/** Of the tiers, and of what is behind them. */
export function tierNames(values: Params): readonly [string, string, string, string] {
  if (values.tiers === "web") return ["Browser", "CDN", "Web server", "Application"];
  if (values.tiers === "application") return ["Objects", "Queries", "Buffer", "Disk"];
  return ["Process", "Shared", "Buffer", "Disk"];
}

export function capacities({ near, middle, far }: Params): readonly [number, number, number] {
  return [near, middle, far];
}

export function latencies(values: Params): readonly [number, number, number, number] {
  return [values.nearLatency, values.middleLatency, values.farLatency, values.sourceLatency];
}
