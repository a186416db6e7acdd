/** From no stored sums to all of them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "base-only": {
    title: "Nothing stored",
    help: "Every question is another pass over the finest cuboid.",
    params: { views: 0 },
  },
  greedy: {
    title: "Five cuboids, greedily chosen",
    help: "A few well-chosen cuboids give most of what storing all of them would.",
    params: { views: 5 },
  },
  random: {
    title: "Five cuboids at random",
    help: "As many cuboids, chosen without looking at their benefit.",
    params: { views: 5, choice: "random" },
  },
  all: {
    title: "The whole cube",
    help: "All 27 cuboids are stored, and each has to be kept up to date with every load.",
    params: { views: 26 },
  },
  flat: {
    title: "Without hierarchies",
    help: "Three dimensions that are there or not: 2³ = 8 cuboids.",
    params: { hierarchies: false, views: 3 },
  },
  dense: {
    title: "A dense cube",
    help: "Few products, stores and days: most combinations occur, and every roll-up shrinks much.",
    params: {
      facts: 5000,
      products: 12,
      categories: 3,
      stores: 6,
      regions: 2,
      days: 12,
      months: 3,
      views: 2,
    },
  },
};
