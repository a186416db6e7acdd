/** How long it takes until a rumour that each tells a random other has reached all. */
import type { Params } from "./params.ts";

/** Milliseconds that are simulated by default. */
export const RUN_MS = 300_000;

/** While k of n have heard it, each of them tells somebody at rate 1/g, who has not heard it with probability
 *  (n − k)/(n − 1): the next one hears it after (n − 1)g / (k(n − k)) on average. */
export function spreadTimeMs({ replicas, gossip }: Params): number {
  let sum = 0;
  for (let k = 1; k < replicas; k++) sum += ((replicas - 1) * gossip) / (k * (replicas - k));
  return sum;
}
