/** What can be said in closed form about the errors of a sketch and about the hottest key. */
import { Zipf } from "../kernel/zipf.ts";
import { ITEMS, type Params } from "./params.ts";

/** How much too high a single counter is on average, as a share of the stream: all other keys fall into it with probability 1/w. */
export function counterError(values: Params): number {
  return (1 - 1 / values.keys) / values.width;
}

/**
 * Four standard deviations of its mean over n keys and d rows. A key with the share p adds p·n_c/n, where n_c, the number of keys
 * that share its counter, is about Poisson with mean n/w: a relative scatter of √(w/n)·√Σp². At most 2,000 keys are asked.
 */
export function counterTolerance(values: Params): number {
  const squares = probabilities(values).reduce((sum, p) => sum + p * p, 0);
  const asked = Math.min(values.keys, 2000);
  return 4 * Math.sqrt(((values.width / asked) * squares) / values.depth) + 0.02;
}

/** Share of the stream that is the hottest key's, where it is frequent enough to keep its counter. */
export function hottestShare(values: Params): number | undefined {
  const share = probabilities(values)[0]!;
  return share > 3 / values.slots ? share : undefined;
}

/** Four standard deviations of a binomial count. */
export function hottestTolerance(values: Params): number {
  const share = probabilities(values)[0]!;
  return 4 * Math.sqrt((1 - share) / (share * ITEMS));
}

function probabilities(values: Params): Float64Array {
  return new Zipf(values.keys, values.exponent).probabilities;
}
