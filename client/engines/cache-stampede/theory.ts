/**
 * How many recomputations one expiry causes. Reads of the key are Poisson with rate λ, a recomputation takes Δ, and all reads
 * that come within Δ of the first find the value missing.
 */
import { exp, log } from "../kernel/math.ts";

/** Euler's constant, the mean of a standard Gumbel variable. */
const EULER = 0.5772156649015329;

/** Nobody is kept from computing: the first, and the λΔ that follow it. */
export function unprotectedLoads(ratePerMs: number, recomputeMs: number): number {
  return 1 + ratePerMs * recomputeMs;
}

/** One for each process that has a read within Δ of the first. */
export function singleFlightLoads(ratePerMs: number, recomputeMs: number, processes: number): number {
  return 1 + (processes - 1) * (1 - exp((-ratePerMs * recomputeMs) / processes));
}

/** XFetch: the integral of the rate of early recomputations grows like e^(t/βΔ); the first comes at an exponential level of
 *  it, and Δ later it is e^(1/β) times as high. So the number is geometric with this mean, whatever λ is. */
export function xFetchLoads(beta: number): number {
  return exp(1 / beta);
}

/** XFetch: how long before the expiry the first recomputation begins: βΔ(ln(λβΔ) + γ). */
export function xFetchEarlyMs(ratePerMs: number, recomputeMs: number, beta: number): number {
  return beta * recomputeMs * (log(ratePerMs * beta * recomputeMs) + EULER);
}

/** Stale-while-revalidate: the read that finds the value expired, and those within Δ of it, of all in a cycle. */
export function staleShare(ratePerMs: number, recomputeMs: number, ttlMs: number): number {
  return (1 + ratePerMs * recomputeMs) / (1 + ratePerMs * (ttlMs + recomputeMs));
}

/** Standard deviation of the number of recomputations of one expiry. */
export function loadsDeviation(
  protection: string,
  ratePerMs: number,
  recomputeMs: number,
  processes: number,
  beta: number,
): number {
  if (protection === "none") return Math.sqrt(ratePerMs * recomputeMs);
  if (protection === "xfetch") return Math.sqrt(exp(1 / beta) * (exp(1 / beta) - 1));
  if (protection !== "single-flight") return 0;
  const silent = exp((-ratePerMs * recomputeMs) / processes);
  return Math.sqrt((processes - 1) * silent * (1 - silent));
}
