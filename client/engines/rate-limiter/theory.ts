/** Closed forms for the rate limiters under Poisson arrivals, each request costing one unit. */
import { exp, log } from "../kernel/math.ts";

/**
 * Share of requests that a token bucket of integer capacity b and rate r admits in the long run.
 *
 * Count what is missing from the bucket in tokens: it drains at rate r, each admitted request adds 1, and a request is
 * admitted when at most b − 1 are missing. That is the workload of an M/D/1 queue which turns away whoever would wait
 * longer than b − 1 services. Up to that level its distribution is M/D/1's but for a factor, since the upcrossings that
 * determine it are the same; and M/D/1's workload is at most n services when at most n customers are present. So with w
 * the sum of M/D/1's first b state probabilities in units of that of the empty system, and a = λ/r, the share is
 * w / (1 + a·w). The state probabilities follow from a recursion of positive terms (H. C. Tijms, A First Course in
 * Stochastic Models, 2003, chapter 9); b = 1 gives 1 / (1 + a), Erlang's loss formula for one line.
 */
export function tokenBucketAdmitted(arrivalRate: number, rate: number, capacity: number): number {
  const a = arrivalRate / rate;
  const w = emptySystemRatio(a, capacity);
  return w === Infinity ? 1 / a : w / (1 + a * w);
}

/**
 * How long the start with a full bucket shows, in milliseconds. First the bucket drains, when more comes than flows in:
 * b/(λ − r). Then its level forgets where it was: seen from afar it is a Brownian motion between 0 and b with drift
 * r − λ and variance λ a second, whose memory fades as e^−γt with γ = drift²/2λ + π²λ/2b² (J. M. Harrison, Brownian
 * Motion and Stochastic Flow Systems, 1985). After 4/γ less than 2 % of it is left. Requests that come in groups of
 * mean size B have the variance λ(2B − 1).
 */
export function tokenBucketWarmUpMs(
  arrivalRate: number,
  rate: number,
  capacity: number,
  burstiness: number,
): number {
  const drift = arrivalRate - rate;
  const variance = arrivalRate * (2 * burstiness - 1);
  const squared = capacity * capacity;
  // Without much drift the bucket is emptied by chance, after about capacity² / variance.
  const drained = drift > 0 ? Math.min(capacity / drift, squared / variance) : 0;
  const fading = (drift * drift) / (2 * variance) + (PI_SQUARED * variance) / (2 * squared);
  return 1000 * (drained + 4 / fading);
}

const PI_SQUARED = Math.PI * Math.PI;

/** (p₀ + … + p₍b₋₁₎) / p₀ of an M/D/1 queue at load a; Infinity when it exceeds what matters to 1 / (1/w + a). */
function emptySystemRatio(a: number, b: number): number {
  // tail[n] = P(more than n arrivals in a service); far terms vanish, which bounds the inner sum.
  const tail = poissonTail(a);
  const p = new Float64Array(b);
  p[0] = 1;
  let total = 1;
  for (let j = 1; j < b; j++) {
    let flow = j - 1 < tail.length ? tail[j - 1]! : 0;
    for (let k = Math.max(1, j - tail.length + 1); k < j; k++) flow += tail[j - k]! * p[k]!;
    p[j] = flow / (1 - tail[0]!);
    total += p[j]!;
    if (total > 1e18) return Infinity;
    if (p[j]! < total * 1e-18) break;
  }
  return total;
}

/** P(N > n) for n = 0, 1, … and N Poisson with the given mean, down to 1e-20. */
function poissonTail(mean: number): Float64Array {
  const pmf = poissonFrom0(mean, Math.ceil(mean + 12 * Math.sqrt(mean) + 40));
  const tail = new Float64Array(pmf.length);
  let sum = 0;
  // Summed from the far end: small numbers first, so that none is lost.
  for (let n = pmf.length - 1; n > 0; n--) {
    sum += pmf[n]!;
    tail[n - 1] = sum;
  }
  let length = tail.length;
  while (length > 1 && tail[length - 1]! < 1e-20) length--;
  return tail.subarray(0, length);
}

/** Poisson probabilities of 0 … last, through logarithms, since e^−mean underflows for large means. */
function poissonFrom0(mean: number, last: number): Float64Array {
  const pmf = new Float64Array(last + 1);
  const logMean = log(mean);
  let logP = -mean;
  pmf[0] = exp(logP);
  for (let n = 1; n <= last; n++) {
    logP += logMean - log(n);
    pmf[n] = exp(logP);
  }
  return pmf;
}

/** Share of requests that a fixed window of `limit` admits: E[min(N, limit)] / E[N], N Poisson with the mean number of
 *  requests in a window (windows are independent under Poisson arrivals, so this is exact). */
export function fixedWindowAdmitted(requestsPerWindow: number, limit: number): number {
  const far = requestsPerWindow + 12 * Math.sqrt(requestsPerWindow) + 40;
  if (limit > far) return 1;
  const pmf = poissonFrom0(requestsPerWindow, Math.ceil(far));
  let mean = 0;
  for (let n = pmf.length - 1; n > 0; n--) mean += pmf[n]! * Math.min(n, limit);
  return mean / requestsPerWindow;
}

/**
 * Share of requests that a sliding log of `limit` admits in the long run. Each one admitted takes a place for exactly a
 * window's length and whoever finds none is lost: Erlang's loss system with constant holding times, to which his B formula
 * applies as to any (A. K. Erlang, 1917; insensitivity: B. A. Sevastyanov, Theory of Probability 2(1), 1957).
 */
export function slidingLogAdmitted(requestsPerWindow: number, limit: number): number {
  let blocked = 1;
  for (let n = 1; n <= limit; n++)
    blocked = (requestsPerWindow * blocked) / (n + requestsPerWindow * blocked);
  return 1 - blocked;
}

/** Mean delay in a queue that lets one out every 1/rate seconds, when next to nobody is refused: M/D/1 by Pollaczek and
 *  Khinchine, ρ / 2μ(1 − ρ), in milliseconds. */
export function pacedDelayMs(arrivalRate: number, rate: number): number {
  const load = arrivalRate / rate;
  return (1000 * load) / (2 * rate * (1 - load));
}
