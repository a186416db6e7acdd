/** Points as maps and games have them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  uniform: {
    title: "Spread evenly",
    help: "Buckets of four: a search of a hundredth of the area looks at some fifty squares instead of 1,500 points.",
    params: { points: 1500, spread: "uniform", bucket: 4, window: 0.1 },
  },
  towns: {
    title: "In a few towns",
    help: "Squares are cut where points are many, and stay whole in the country between.",
    params: { points: 1500, spread: "clusters", bucket: 4, window: 0.1 },
  },
  street: {
    title: "Along a line",
    help: "The tree follows the line; a grid would have nearly all its cells empty.",
    params: { points: 1500, spread: "street", bucket: 4, window: 0.1 },
  },
  "one-point": {
    title: "One point a leaf",
    help: "The tree of the textbooks: more nodes than points, and deep where two lie close.",
    params: { points: 1000, spread: "uniform", bucket: 1, window: 0.1 },
  },
  "large-bucket": {
    title: "Buckets of 32",
    help: "Few nodes, and more points looked at in vain: about what is fastest in memory.",
    params: { points: 3000, spread: "uniform", bucket: 32, window: 0.1 },
  },
};
