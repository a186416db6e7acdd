/**
 * Bin packing: which host takes which guest, so that few hosts are needed (D. Johnson, Near-optimal bin packing algorithms, 1973).
 * First fit decreasing needs at most 11/9 · OPT + 6/9 bins, and that bound is reached (G. Dósa, ESCAPE 2007).
 */

export type PackingRule = "first-fit" | "best-fit" | "worst-fit";

/** The bin for an item of this size among those with so much free room, or −1 when none has it. Best fit takes the fullest that
 *  fits, worst fit the emptiest; of equals the first. */
export function binFor(rule: PackingRule, free: ArrayLike<number>, size: number): number {
  let chosen = -1;
  for (let bin = 0; bin < free.length; bin++) {
    const room = free[bin]!;
    if (room < size) continue;
    if (rule === "first-fit") return bin;
    const better = chosen < 0 || (rule === "best-fit" ? room < free[chosen]! : room > free[chosen]!);
    if (better) chosen = bin;
  }
  return chosen;
}

/** Packs items in the order given, opening bins of this capacity as needed; returns each item's bin.
 *  @throws RangeError for an item that fits no bin. */
export function packOnline(rule: PackingRule, sizes: readonly number[], capacity: number): number[] {
  const free: number[] = [];
  return sizes.map((size) => {
    if (!(size > 0 && size <= capacity))
      throw new RangeError(`an item of ${size} fits no bin of ${capacity}`);
    let bin = binFor(rule, free, size);
    if (bin < 0) bin = free.push(capacity) - 1;
    free[bin] = free[bin]! - size;
    return bin;
  });
}

/** First fit with the largest items first: for those who know all items beforehand. Returns each item's bin, in the order given. */
export function packDecreasing(sizes: readonly number[], capacity: number): number[] {
  const order = sizes
    .map((_, item) => item)
    .sort((left, right) => sizes[right]! - sizes[left]! || left - right);
  const packed = packOnline(
    "first-fit",
    order.map((item) => sizes[item]!),
    capacity,
  );
  const bins = new Array<number>(sizes.length);
  for (const [place, item] of order.entries()) bins[item] = packed[place]!;
  return bins;
}

/** Fewest bins, by branch and bound; undefined when `budget` steps do not suffice, for the problem is NP-hard. */
export function fewestBins(
  sizes: readonly number[],
  capacity: number,
  budget = 1_000_000,
): number | undefined {
  const sorted = [...sizes].sort((left, right) => right - left);
  const total = sorted.reduce((sum, size) => sum + size, 0);
  let best = sorted.length === 0 ? 0 : Math.max(...packDecreasing(sorted, capacity)) + 1;
  // What is left must go somewhere: a lower bound that rounding may not spoil.
  const least = Math.ceil(total / capacity - 1e-9);
  let steps = 0;
  const place = (item: number, free: number[]): boolean => {
    if (best === least) return true;
    if (++steps > budget) return false;
    if (item === sorted.length) {
      best = Math.min(best, free.length);
      return true;
    }
    const size = sorted[item]!;
    const tried = new Set<number>();
    for (let bin = 0; bin < free.length; bin++) {
      const room = free[bin]!;
      // Bins with the same room are the same to this item.
      if (room < size || tried.has(room)) continue;
      tried.add(room);
      free[bin] = room - size;
      const done = place(item + 1, free);
      free[bin] = room;
      if (!done) return false;
    }
    if (free.length + 1 >= best) return true;
    free.push(capacity - size);
    const done = place(item + 1, free);
    free.pop();
    return done;
  };
  return place(0, []) ? best : undefined;
}
