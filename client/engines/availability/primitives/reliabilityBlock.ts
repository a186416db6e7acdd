/**
 * Reliability block diagrams: what is up when which units are (R. Barlow, F. Proschan, Statistical Theory of Reliability,
 * 1975, chapter 2). A unit may stand in several places, as a power supply does that two servers share: the probability is
 * found by deciding for each unit in turn, so it is right there too, where multiplying the parts' probabilities is not.
 */

export type ReliabilityBlock =
  | { readonly kind: "unit"; readonly unit: number }
  /** Up while at least `needed` of its parts are: all of them in series, one of them in parallel. */
  | { readonly kind: "atLeast"; readonly needed: number; readonly parts: readonly ReliabilityBlock[] };

export const unitBlock = (unit: number): ReliabilityBlock => ({ kind: "unit", unit });

export function inSeries(parts: readonly ReliabilityBlock[]): ReliabilityBlock {
  return { kind: "atLeast", needed: parts.length, parts };
}

export function inParallel(parts: readonly ReliabilityBlock[]): ReliabilityBlock {
  return { kind: "atLeast", needed: Math.min(1, parts.length), parts };
}

export function atLeast(needed: number, parts: readonly ReliabilityBlock[]): ReliabilityBlock {
  return { kind: "atLeast", needed, parts };
}

/** Whether the block is up; `isUp` says it of units. */
export function blockIsUp(block: ReliabilityBlock, isUp: (unit: number) => boolean): boolean {
  if (block.kind === "unit") return isUp(block.unit);
  let up = 0;
  for (const part of block.parts) if (blockIsUp(part, isUp) && ++up >= block.needed) return true;
  return block.needed <= 0;
}

/** The probability that the block is up, from those of its units, which fail independently. Quick for units that stand in
 *  one place; each unit that stands in several doubles the work. @throws RangeError for more than 20 of those. */
export function blockAvailability(block: ReliabilityBlock, availabilityOf: (unit: number) => number): number {
  const counts = new Map<number, number>();
  countUnits(block, counts);
  const shared = [...counts].filter(([, count]) => count > 1).map(([unit]) => unit);
  if (shared.length > 20) throw new RangeError(`${shared.length} units stand in several places, 20 may`);
  return decided(block, availabilityOf, shared, new Map());
}

function countUnits(block: ReliabilityBlock, counts: Map<number, number>): void {
  if (block.kind === "unit") counts.set(block.unit, (counts.get(block.unit) ?? 0) + 1);
  else for (const part of block.parts) countUnits(part, counts);
}

/** Shannon's decomposition over the units that are shared. */
function decided(
  block: ReliabilityBlock,
  availabilityOf: (unit: number) => number,
  shared: readonly number[],
  known: Map<number, number>,
): number {
  const unit = shared[known.size];
  if (unit === undefined) return independent(block, (one) => known.get(one) ?? availabilityOf(one));
  const up = availabilityOf(unit);
  let sum = 0;
  for (const [value, weight] of [
    [1, up],
    [0, 1 - up],
  ] as const) {
    known.set(unit, value);
    if (weight > 0) sum += weight * decided(block, availabilityOf, shared, known);
    known.delete(unit);
  }
  return sum;
}

/** The distribution of the number of parts that are up, one part after the other. */
function independent(block: ReliabilityBlock, availabilityOf: (unit: number) => number): number {
  if (block.kind === "unit") return availabilityOf(block.unit);
  const counts = [1];
  for (const part of block.parts) {
    const up = independent(part, availabilityOf);
    counts.push(0);
    for (let i = counts.length - 1; i >= 0; i--)
      counts[i] = counts[i]! * (1 - up) + (i > 0 ? counts[i - 1]! * up : 0);
  }
  let sum = 0;
  for (let i = Math.max(0, block.needed); i < counts.length; i++) sum += counts[i]!;
  return sum;
}
