/**
 * Probabilistic early expiration: each reader decides by itself, at random, to recompute a value shortly before it expires; the
 * nearer the end and the longer a recomputation takes, the likelier (A. Vattani, F. Chierichetti, K. Lowenstein, "Optimal
 * probabilistic cache stampede prevention", PVLDB 8(8), 2015, algorithm XFetch). No locks and no coordination. It does not mean
 * one recomputation: with many readers about e^(1/β) of them begin before the first has ended.
 */
import { log } from "../../kernel/math.ts";

/** True when a read at `nowMs` should recompute a value that expires at `expiresMs`.
 *  `recomputeMs`: what the last recomputation took. `beta`: 1 is the paper's optimum, more is earlier.
 *  `uniform`: a fresh random number in [0, 1). */
export function shouldRecomputeEarly(
  nowMs: number,
  expiresMs: number,
  recomputeMs: number,
  beta: number,
  uniform: number,
): boolean {
  // 1 − uniform lies in (0, 1], so that its logarithm is finite.
  return nowMs - recomputeMs * beta * log(1 - uniform) >= expiresMs;
}
