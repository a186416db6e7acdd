/** Parameters of the queueing engine: who comes, what is done for them, who does it, and in what order. */
import type { ParamValues } from "../kernel/engine.ts";
import type { ServiceShape } from "../kernel/serviceTime.ts";

export const params = {
  arrivalRate: {
    kind: "number",
    label: "Arrival rate",
    help: "Jobs a second on average; the gaps between them are exponential.",
    default: 8,
    min: 0.01,
    max: 10_000,
    unit: "1/s",
    logarithmic: true,
  },
  service: {
    kind: "number",
    label: "Service time",
    help: "What a job takes on a server of its own, on average.",
    default: 100,
    min: 0.1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  shape: {
    kind: "choice",
    label: "Service times are",
    help: "How much jobs differ in size: not at all, exponentially, with a long tail, or of two kinds.",
    default: "exponential",
    options: [
      { value: "constant", label: "all equal" },
      { value: "exponential", label: "exponential" },
      { value: "lognormal", label: "lognormal" },
      { value: "bimodal", label: "short and long" },
    ],
  },
  variation: {
    kind: "number",
    label: "Variation",
    help: "Standard deviation over mean of lognormal service times.",
    default: 1.5,
    min: 0.1,
    max: 5,
    unit: "",
  },
  longShare: {
    kind: "number",
    label: "Long jobs",
    help: "Share of the long ones where jobs are short or long.",
    default: 0.05,
    min: 0.001,
    max: 0.5,
    unit: "ratio",
  },
  longFactor: {
    kind: "number",
    label: "They are longer by",
    help: "How many times as long as the short ones.",
    default: 20,
    min: 1,
    max: 100,
    unit: "",
  },
  servers: {
    kind: "number",
    label: "Servers",
    help: "Workers, threads or machines that take jobs from one line.",
    default: 1,
    min: 1,
    max: 500,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  room: {
    kind: "number",
    label: "Waiting places",
    help: "Jobs that wait at most; more are turned away. 0 for a system without a line.",
    default: 10_000,
    min: 0,
    max: 100_000,
    unit: "count",
    integer: true,
  },
  discipline: {
    kind: "choice",
    label: "Discipline",
    help: "Whose turn it is when a server comes free, or that all jobs share the servers.",
    default: "fifo",
    options: [
      { value: "fifo", label: "first in, first out" },
      { value: "lifo", label: "last in, first out" },
      { value: "sjf", label: "shortest job first" },
      { value: "priority", label: "urgent ones first" },
      { value: "sharing", label: "processor sharing" },
    ],
  },
  urgentShare: {
    kind: "number",
    label: "Urgent jobs",
    help: "Share of the jobs that go before the others where the discipline looks at it.",
    default: 0.2,
    min: 0.01,
    max: 0.99,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

export function shapeOf({ shape, variation, longShare, longFactor }: Params): ServiceShape {
  return { kind: shape, variation, longShare, longFactor };
}

/** Arrival rate × service time: servers that would be busy if there were enough of them. */
export function offeredLoad({ arrivalRate, service }: Params): number {
  return (arrivalRate * service) / 1000;
}
