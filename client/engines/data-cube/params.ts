/** Parameters of the data-cube engine: a star of sales with three dimensions, and which cuboids are stored. */
import type { NumberParam, ParamValues } from "../kernel/engine.ts";

function count(label: string, help: string, value: number, min: number, max: number): NumberParam {
  return {
    kind: "number",
    label,
    help,
    default: value,
    min,
    max,
    unit: "count",
    integer: true,
    logarithmic: true,
  };
}

export const params = {
  facts: count("Facts", "Sales in the fact table at the start.", 1000, 10, 20_000),
  views: {
    kind: "number",
    label: "Stored cuboids",
    help: "Materialised beside the finest one, which is always stored.",
    default: 5,
    min: 0,
    max: 26,
    unit: "count",
    integer: true,
  },
  choice: {
    kind: "choice",
    label: "Chosen",
    help: "How the stored cuboids are chosen.",
    default: "greedy",
    options: [
      { value: "greedy", label: "greedily, by benefit (Harinarayan, Rajaraman, Ullman)" },
      { value: "random", label: "at random" },
    ],
  },
  hierarchies: {
    kind: "flag",
    label: "Hierarchies",
    help: "Products have categories, stores regions and days months; without, a dimension is there or not.",
    default: true,
  },
  sliceShare: {
    kind: "number",
    label: "Share of slices",
    help: "Part of the queries that ask for one group of a dimension only.",
    default: 0.3,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  products: count("Products", "Members of the dimension product.", 100, 1, 1000),
  categories: count("Categories", "Groups of products; no more than products.", 10, 1, 1000),
  stores: count("Stores", "Members of the dimension store.", 20, 1, 1000),
  regions: count("Regions", "Groups of stores; no more than stores.", 4, 1, 1000),
  days: count("Days", "Members of the dimension day.", 90, 1, 1000),
  months: count("Months", "Groups of days; no more than days.", 3, 1, 1000),
} as const;

export type Params = ParamValues<typeof params>;
