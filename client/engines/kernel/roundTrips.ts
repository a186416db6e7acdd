/** How long one waits for the fastest of several round trips: what engines with majorities are held to. */
import { exp, pow } from "./math.ts";

const binomial = (n: number, k: number): number => {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
};

/** Mean of the k-th smallest of n random parts of a round trip, each the sum of two exponential times of mean 1:
 *  ∫ P(fewer than k of n are below x) dx, by Simpson's rule. */
export function fastestRoundTrips(n: number, k: number): number {
  const fewer = (x: number): number => {
    const below = 1 - exp(-x) * (1 + x);
    let sum = 0;
    for (let i = 0; i < k; i++) sum += binomial(n, i) * pow(below, i) * pow(1 - below, n - i);
    return sum;
  };
  const end = 40;
  const steps = 800;
  let sum = fewer(0) + fewer(end);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * fewer((end * i) / steps);
  return (sum * end) / steps / 3;
}
