/**
 * How long work takes: the shapes that queueing theory compares. Each sample inverts the distribution function of one uniform
 * number and never falls when that number grows, so that changing the shape stretches a run instead of reshuffling it.
 */
import { exp, log } from "./math.ts";
import { normalQuantile } from "./normalQuantile.ts";
import { exponential } from "./variates.ts";

export interface ServiceShape {
  /** `constant`, `exponential`, `lognormal` or `bimodal`. */
  readonly kind: string;
  /** Of `lognormal`: standard deviation over mean. */
  readonly variation: number;
  /** Of `bimodal`: the share of long jobs, in (0, 1), and how many times longer they are. */
  readonly longShare: number;
  readonly longFactor: number;
}

/** A time with the given mean. `uniform` in [0, 1). */
export function serviceTime(shape: ServiceShape, mean: number, uniform: number): number {
  switch (shape.kind) {
    case "constant":
      return mean;
    case "lognormal": {
      const variance = log(1 + shape.variation * shape.variation);
      // A uniform of exactly 0 has no finite logarithm; half a step above it has.
      const normal = normalQuantile(Math.max(uniform, 1 / 0x40000000000000));
      return mean * exp(Math.sqrt(variance) * normal - variance / 2);
    }
    case "bimodal": {
      const short = mean / (1 + shape.longShare * (shape.longFactor - 1));
      return uniform < 1 - shape.longShare ? short : short * shape.longFactor;
    }
    default:
      return exponential(uniform, mean);
  }
}

/** E[Sᵏ] / E[S]ᵏ for k = 1 to 4. */
export function serviceMoment(shape: ServiceShape, k: 1 | 2 | 3 | 4): number {
  switch (shape.kind) {
    case "constant":
      return 1;
    case "lognormal":
      return exp((log(1 + shape.variation * shape.variation) * k * (k - 1)) / 2);
    case "bimodal": {
      const { longShare, longFactor } = shape;
      const short = 1 / (1 + longShare * (longFactor - 1));
      return (1 - longShare) * power(short, k) + longShare * power(short * longFactor, k);
    }
    default:
      return [1, 1, 2, 6, 24][k]!;
  }
}

/** Variance over squared mean: 0 for constant, 1 for exponential times. */
export function squaredVariation(shape: ServiceShape): number {
  return serviceMoment(shape, 2) - 1;
}

function power(base: number, k: number): number {
  let result = 1;
  for (let i = 0; i < k; i++) result *= base;
  return result;
}
