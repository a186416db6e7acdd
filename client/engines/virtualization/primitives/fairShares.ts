/**
 * Weighted max-min fair shares: nobody gets more than asked for, what one leaves goes to the others in proportion to their
 * weights, and nothing is left over while somebody wants more (D. Bertsekas, R. Gallager, Data Networks, 2nd ed. 1992, section
 * 6.5.2). What the CPU shares of a hypervisor or of Linux's cgroups come to in the long run.
 */

/** Each one's share of `capacity`. Demands may be Infinity. @throws RangeError for a weight that is not positive. */
export function weightedFairShares(
  capacity: number,
  demands: readonly number[],
  weights: readonly number[],
): number[] {
  for (const weight of weights)
    if (!(weight > 0 && weight < Infinity)) throw new RangeError(`weights must be positive, not ${weight}`);
  const shares = demands.map(() => 0);
  // Who asks for least for its weight is satisfied first.
  const order = demands.map((_, one) => one);
  order.sort(
    (left, right) => demands[left]! / weights[left]! - demands[right]! / weights[right]! || left - right,
  );
  let room = capacity;
  let weight = weights.reduce((sum, one) => sum + one, 0);
  for (const one of order) {
    const fair = (room * weights[one]!) / weight;
    shares[one] = Math.min(demands[one]!, fair);
    room = Math.max(0, room - shares[one]!);
    weight -= weights[one]!;
  }
  return shares;
}
