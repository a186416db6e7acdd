/** Random variates by inversion: one uniform number each, so that streams stay in step when a parameter changes. */
import { log } from "./math.ts";

/** Exponential with the given mean, from a uniform in [0, 1) (L. Devroye, Non-Uniform Random Variate Generation, 1986,
 *  section II.2). */
export function exponential(uniform: number, mean: number): number {
  return -mean * log(1 - uniform);
}
