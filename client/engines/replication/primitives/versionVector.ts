/**
 * Version vectors: how many writes of each replica a version has seen. They tell a newer version from one that was written
 * at the same time without knowing it (D. S. Parker et al., Detection of Mutual Inconsistency in Distributed Systems, IEEE
 * Transactions on Software Engineering 9(3), 1983). One counter a replica, in an array of its own for each version.
 */

export type VersionVector = Uint32Array;
export type VersionOrder = "equal" | "before" | "after" | "concurrent";

/** How `left` stands to `right`. @throws RangeError when they count different numbers of replicas. */
export function compareVersionVectors(left: VersionVector, right: VersionVector): VersionOrder {
  if (left.length !== right.length)
    throw new RangeError(`version vectors of ${left.length} and ${right.length} replicas`);
  let less = false;
  let more = false;
  for (let i = 0; i < left.length; i++) {
    if (left[i]! < right[i]!) less = true;
    else if (left[i]! > right[i]!) more = true;
  }
  if (less) return more ? "concurrent" : "before";
  return more ? "after" : "equal";
}

/** Takes the larger of each counter into `target`. */
export function mergeVersionVector(target: VersionVector, other: VersionVector): void {
  for (let i = 0; i < target.length; i++) if (other[i]! > target[i]!) target[i] = other[i]!;
}

/** A version that nobody changes once it is written. */
export interface Version {
  readonly id: number;
  readonly vector: VersionVector;
}

/** The versions that remain when one more arrives: those that it has seen go, it goes itself when one has seen it, and
 *  concurrent ones stay side by side as siblings (G. DeCandia et al., Dynamo, SOSP 2007, section 4.4). */
export function keepSiblings(siblings: readonly Version[], arrived: Version): readonly Version[] {
  const kept: Version[] = [];
  for (const sibling of siblings) {
    const order = compareVersionVectors(sibling.vector, arrived.vector);
    if (order === "after" || order === "equal") return siblings;
    if (order === "concurrent") kept.push(sibling);
  }
  kept.push(arrived);
  return kept;
}
