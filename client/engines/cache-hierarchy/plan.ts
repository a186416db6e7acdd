/** What theory says about one set of parameters, and where it says nothing. */
import { Zipf } from "../kernel/zipf.ts";
import { capacities, latencies, type Params } from "./params.ts";
import { exclusiveShares, type TierShares, tierShares } from "./theory.ts";

export const RUN_REQUESTS = 40_000;
/** The tiers are full by then, and nothing before is measured. */
export const WARM_UP_REQUESTS = 10_000;

/** Undefined with writes or ages, and where copies are dropped for another tier's sake. */
export function shares(values: Params): TierShares | undefined {
  const { inclusion, writes, nearTtl, nodes, near, middle, far, keys } = values;
  if (writes > 0 || nearTtl > 0 || near + middle + far > keys / 2) return undefined;
  const model = () => ({
    probabilities: new Zipf(keys, values.exponent).probabilities,
    nodes,
    capacities: capacities(values),
  });
  if (inclusion === "exclusive") return nodes === 1 ? exclusiveShares(model()) : undefined;
  // A tier like the one before it hits so seldom that nothing can be said of its hits.
  const grows = middle >= 2 * near && (far === 0 || far >= 2 * middle);
  return inclusion === "non-inclusive" && near > 0 && middle > 0 && grows ? tierShares(model()) : undefined;
}

/** Σ over tiers of the latency times the share of requests that come so far. */
export function meanLatencyMs(values: Params): number | undefined {
  const found = shares(values);
  if (found === undefined) return undefined;
  const waits = latencies(values);
  const [afterNear, afterMiddle] = [1 - found.near, 1 - found.near - found.middle];
  return waits[0] + afterNear * waits[1] + afterMiddle * waits[2] + (afterMiddle - found.far) * waits[3];
}

/** Four standard deviations of a count, and what the formula leaves out of a later tier. */
export function shareTolerance(share: number | undefined, approximation: number): number {
  const scatter = 4 / Math.sqrt(Math.max(1, (share ?? 1) * (RUN_REQUESTS - WARM_UP_REQUESTS)));
  return Math.max(0.03, approximation + scatter);
}
