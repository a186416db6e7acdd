/** Parameters of the quadtree engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  points: {
    kind: "number",
    label: "Points",
    help: "How many are inserted before the searches begin.",
    default: 1500,
    min: 1,
    max: 20_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  spread: {
    kind: "choice",
    label: "Where they lie",
    help: "A quadtree adapts: its squares are small where points are many.",
    default: "uniform",
    options: [
      { value: "uniform", label: "Anywhere alike" },
      { value: "clusters", label: "In a few towns" },
      { value: "street", label: "Along a line" },
    ],
  },
  bucket: {
    kind: "number",
    label: "Bucket",
    help: "Points that a square holds before it is cut into four.",
    default: 4,
    min: 1,
    max: 64,
    unit: "",
    integer: true,
    logarithmic: true,
  },
  window: {
    kind: "number",
    label: "Side of a search",
    help: "Of the square that a range search asks for, as a share of the whole side.",
    default: 0.1,
    min: 0.005,
    max: 0.5,
    unit: "ratio",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** A leaf so deep is not cut again. */
export const MAX_DEPTH = 16;

const INSERT_OPERATIONS = 300;
/** Operations after all points are in: searches and moves in turn. */
export const WORK_OPERATIONS = 900;

/** Points that one operation inserts. */
export function insertBatch({ points }: Params): number {
  return Math.ceil(points / INSERT_OPERATIONS);
}

export function insertOperations(values: Params): number {
  return Math.ceil(values.points / insertBatch(values));
}

export function runLength(values: Params): number {
  return insertOperations(values) + WORK_OPERATIONS;
}
