/** Closed forms for keys on n nodes. The nodes of a ring stand at V uniform points each, keys fall independently. */

/**
 * Standard deviation of the keys per node over their mean.
 *
 * Ring: a node owns V of n·V uniform spacings, so its share is Beta(V, (n − 1)V): variance over squared mean
 * (n − 1) / (nV + 1), about 1/V (spacings: H. A. David, H. N. Nagaraja, Order Statistics, 3rd ed. 2003, section 6.4).
 * Keys falling into fixed shares add (n − 1)/K, less what both have in common. Modulo, jump and rendezvous hashing, and Maglev's table but
 * for one slot: only the keys' part is left.
 */
export function shareDeviation(scheme: string, nodes: number, points: number, keys: number): number {
  const ofKeys = (nodes - 1) / keys;
  if (scheme !== "ring") return Math.sqrt(ofKeys);
  const ofShares = (nodes - 1) / (nodes * points + 1);
  return Math.sqrt(ofShares * (1 - 1 / keys) + ofKeys);
}

/**
 * The same for one point a node and several probes. Arcs are about exponential; in units of their mean, a key's nearest probe lies x before a
 * point with the density p·e^(−px) over the share e^(−x) of points that are no nearer, so that a node with the arc a has the share
 * p/(p − 1)·(1 − e^(−(p − 1)a)): at most p/(p − 1), which is the paper's peak, and with the variance 1/(2p − 1).
 */
export function probedDeviation(nodes: number, probes: number, keys: number): number {
  return Math.sqrt((nodes - 1) / (nodes + 1) / (2 * probes - 1) + (nodes - 1) / keys);
}

/**
 * Share of the keys that move when one node joins n others. Consistent placements: those of the one node, 1/(n + 1). Modulo: a key stays
 * only if both remainders name the same node, which has probability 1/(n + 1), since n and n + 1 have no common divisor.
 */
export function movedRatio(scheme: string, nodes: number): number {
  return scheme === "modulo" ? nodes / (nodes + 1) : 1 / (nodes + 1);
}

/** And when one of n + 1, chosen at random, leaves. Jump hash: the last node takes over the leaver's bucket, and unless they are the same the
 *  keys of both move. */
export function movedOnLeave(scheme: string, nodes: number): number {
  const all = nodes + 1;
  return scheme === "jump" ? (2 * all - 1) / (all * all) : movedRatio(scheme, nodes);
}

/** Whether a change moves the keys of the node that joins or leaves and no others. */
export function isConsistent(scheme: string): boolean {
  return scheme === "ring" || scheme === "rendezvous" || scheme === "multi-probe";
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
