/** How many of so many requests fail: binomial, exactly while errors are few, as a rounded normal variate beyond. */
import { exp, log } from "../kernel/math.ts";

const EXACT_MEAN = 30;

/** One uniform number in [0, 1) a sample. */
export function failures(requests: number, share: number, uniform: number): number {
  const mean = requests * share;
  if (mean === 0) return 0;
  if (share >= 1) return requests;
  const count =
    mean < EXACT_MEAN
      ? poisson(mean, uniform)
      : Math.round(mean + Math.sqrt(mean * (1 - share)) * normal(uniform));
  return Math.min(requests, Math.max(0, count));
}

/** By inversion: with few errors among many requests the binomial is Poisson's law. */
function poisson(mean: number, uniform: number): number {
  let probability = exp(-mean);
  let sum = probability;
  let count = 0;
  while (sum <= uniform && count < 200) {
    count++;
    probability *= mean / count;
    sum += probability;
  }
  return count;
}

/** Standard normal by inversion, within 4.5e-4 (M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 26.2.23). */
function normal(uniform: number): number {
  const p = Math.min(uniform, 1 - uniform);
  const t = Math.sqrt(-2 * log(Math.max(p, 1e-16)));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const z = t - numerator / denominator;
  return uniform < 0.5 ? -z : z;
}
