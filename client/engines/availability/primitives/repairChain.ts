/**
 * n like units that fail and are repaired, as a Markov chain over how many are up: so many at a time as there are crews,
 * and with failures that take all units at once. Its stationary distribution says how often at least k are up. Solved by
 * state reduction, which subtracts nothing and so loses no digits where outages are rare (W. Grassmann, M. Taksar, D. Heyman,
 * Operations Research 33(5), 1985).
 */

export interface RepairChain {
  readonly units: number;
  /** Failures of one unit a unit of time, those shared with the others left out. */
  readonly failureRate: number;
  /** Failures of all units at once. */
  readonly commonRate: number;
  /** Repairs a unit of time by one crew, each of which works on one unit. */
  readonly repairRate: number;
  readonly crews: number;
}

/** By number of units that are up: the share of the time. */
export function repairChainDistribution(chain: RepairChain): Float64Array {
  const states = chain.units + 1;
  const rates = Array.from({ length: states }, () => new Float64Array(states));
  for (let up = 0; up < states; up++) {
    if (up > 0) {
      rates[up]![up - 1]! += up * chain.failureRate;
      rates[up]![0]! += chain.commonRate;
    }
    if (up < chain.units) rates[up]![up + 1]! += Math.min(chain.crews, chain.units - up) * chain.repairRate;
  }
  return stationary(rates);
}

/** Changes the matrix. */
function stationary(rates: Float64Array[]): Float64Array {
  const last = rates.length - 1;
  const leaving = new Float64Array(rates.length);
  for (let k = last; k > 0; k--) {
    for (let j = 0; j < k; j++) leaving[k]! += rates[k]![j]!;
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) if (i !== j) rates[i]![j]! += (rates[i]![k]! * rates[k]![j]!) / leaving[k]!;
  }
  const shares = new Float64Array(rates.length);
  shares[0] = 1;
  let sum = 1;
  for (let k = 1; k <= last; k++) {
    for (let i = 0; i < k; i++) shares[k]! += (shares[i]! * rates[i]![k]!) / leaving[k]!;
    sum += shares[k]!;
  }
  return shares.map((share) => share / sum);
}

/** Share of the time in which fewer than `needed` units are up. */
export function chainUnavailability(distribution: Float64Array, needed: number): number {
  let sum = 0;
  for (let up = 0; up < Math.min(needed, distribution.length); up++) sum += distribution[up]!;
  return sum;
}

/** How often it comes to that, a unit of time. */
export function outageRate(chain: RepairChain, distribution: Float64Array, needed: number): number {
  if (needed < 1 || needed > chain.units) return 0;
  let rate = distribution[needed]! * needed * chain.failureRate;
  for (let up = needed; up <= chain.units; up++) rate += distribution[up]! * chain.commonRate;
  return rate;
}
