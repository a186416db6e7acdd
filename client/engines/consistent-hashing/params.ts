/** Parameters of the consistent-hashing engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  scheme: {
    kind: "choice",
    label: "Placement",
    help: "How a key finds its node.",
    default: "ring",
    options: [
      { value: "ring", label: "Ring with virtual nodes" },
      { value: "modulo", label: "Hash modulo n" },
      { value: "jump", label: "Jump hash" },
      { value: "rendezvous", label: "Rendezvous (highest random weight)" },
      { value: "maglev", label: "Maglev table" },
      { value: "multi-probe", label: "Ring with one point, many probes" },
    ],
  },
  nodes: {
    kind: "number",
    label: "Nodes",
    help: "Nodes at the start; then one joins and one leaves in turn.",
    default: 8,
    min: 2,
    max: 64,
    unit: "count",
    integer: true,
  },
  virtualNodes: {
    kind: "number",
    label: "Virtual nodes",
    help: "Points on the ring for each node: more of them even out the shares and cost memory.",
    default: 100,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  tableSize: {
    kind: "number",
    label: "Maglev slots",
    help: "Slots of Maglev's table, rounded up to a prime; a hundred for each node make shares even within one percent.",
    default: 2003,
    min: 131,
    max: 65_537,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  probes: {
    kind: "number",
    label: "Probes",
    help: "How often multi-probe hashing hashes a key; 21 make the fullest node about 1.05 times the mean.",
    default: 21,
    min: 1,
    max: 64,
    unit: "count",
    integer: true,
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Keys that are stored.",
    default: 10_000,
    min: 100,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
