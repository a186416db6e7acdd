/** Parameters of the event-sourcing engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  accounts: {
    kind: "number",
    label: "Accounts",
    help: "Each is a stream of its own, and its balance the sum of its events.",
    default: 20,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the commands are spread over the accounts; 0 is evenly.",
    default: 0,
    min: 0,
    max: 2,
    unit: "",
  },
  snapshotEvery: {
    kind: "number",
    label: "Snapshot every",
    help: "Events of a stream after which its state is kept; 0 for never. Axon's documentation begins with 500.",
    default: 20,
    min: 0,
    max: 10_000,
    unit: "count",
    integer: true,
  },
  projectionRate: {
    kind: "number",
    label: "Projection",
    help: "Events that the read model can apply while one command is handled.",
    default: 2,
    min: 0.1,
    max: 100,
    unit: "",
    logarithmic: true,
  },
  newSchemaAt: {
    kind: "number",
    label: "New schema after",
    help: "From this command on events have cents instead of whole units; 0 for never. Older ones are upcast when read.",
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: "",
    integer: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
