/** Closed forms for keys on n nodes. The nodes of a ring stand at V uniform points each, keys fall independently. */

/**
 * Standard deviation of the keys per node over their mean.
 *
 * Ring: a node owns V of n·V uniform spacings, so its share is Beta(V, (n − 1)V): variance over squared mean
 * (n − 1) / (nV + 1), about 1/V (spacings: H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed. 2003, section 6.4).
 * Keys falling into fixed shares add (n − 1)/K, less what both have in common. Modulo: only the keys' part is left.
 */
export function shareDeviation(scheme: string, nodes: number, points: number, keys: number): number {
  const ofKeys = (nodes - 1) / keys;
  if (scheme === "modulo") return Math.sqrt(ofKeys);
  const ofShares = (nodes - 1) / (nodes * points + 1);
  return Math.sqrt(ofShares * (1 - 1 / keys) + ofKeys);
}

/**
 * Share of the keys that move when one node joins n others, or when it leaves them again. Ring: those of the one node,
 * 1/(n + 1). Modulo: a key stays only if both remainders name the same node, which has probability 1/(n + 1), since
 * n and n + 1 have no common divisor.
 */
export function movedRatio(scheme: string, nodes: number): number {
  return scheme === "modulo" ? nodes / (nodes + 1) : 1 / (nodes + 1);
}

/**
 * Standard deviation of the share that one join moves, over its mean. A joining node owns V of (n + 1)V uniform spacings:
 * Beta(V, nV), the variance over squared mean of which is n / ((n + 1)V + 1).
 */
export function movedScatter(nodes: number, points: number): number {
  return Math.sqrt(nodes / ((nodes + 1) * points + 1));
}

/** Standard deviation of a standard deviation that is estimated from n nodes once, over its mean: 1/√(2(n − 1)). */
export function deviationScatter(nodes: number): number {
  return 1 / Math.sqrt(2 * (nodes - 1));
}
