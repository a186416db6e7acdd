/** False positives and fill of each filter, in closed form. Nothing applies to a weak hash: all forms assume a good one. */
import { exp, log } from "../kernel/math.ts";
import { ASKED, addOperations, type Params, plannedAdds, tableSize } from "./params.ts";
import { BLOCK_BITS } from "./primitives/blockedBloomFilter.ts";
import { bloomFalsePositives, bloomFill, bloomSize } from "./primitives/bloomSize.ts";

/** The rate that the chain of filters promises: that of a standard filter with as many bits per planned key. */
export function promisedRate(bitsPerKey: number): number {
  // p = e^(−(m/n)·(ln 2)²), but never so near 1 that a filter had no bits.
  return Math.min(0.5, exp(-bitsPerKey * 0.4804530139182014));
}

/** Rate of false positives once `keys` are in; undefined for a weak hash. */
export function falsePositiveRate(values: Params, keys: number): number | undefined {
  if (values.hash === "weak") return undefined;
  const bits = tableSize(values);
  if (values.variant === "blocked") return blockedRate(Math.ceil(bits / BLOCK_BITS), values.hashes, keys);
  if (values.variant !== "scalable") return bloomFalsePositives(bits, values.hashes, keys);
  let denied = 1;
  for (const part of chain(values, keys))
    denied *= 1 - bloomFalsePositives(part.bits, part.hashes, part.keys);
  return 1 - denied;
}

/** Share of the positions that are not empty. */
export function expectedFill(values: Params, keys: number): number | undefined {
  if (values.hash === "weak") return undefined;
  const bits = tableSize(values);
  if (values.variant === "blocked")
    return bloomFill(Math.ceil(bits / BLOCK_BITS) * BLOCK_BITS, values.hashes, keys);
  if (values.variant !== "scalable") return bloomFill(bits, values.hashes, keys);
  const parts = chain(values, keys);
  const total = parts.reduce((sum, part) => sum + part.bits, 0);
  return parts.reduce(
    (sum, part) => sum + (part.bits / total) * bloomFill(part.bits, part.hashes, part.keys),
    0,
  );
}

/** Keys of a block are binomial, for each number of them the block is a filter of its own (Putze, Sanders, Singler, 2007). */
function blockedRate(blocks: number, hashes: number, keys: number): number {
  if (blocks === 1) return bloomFalsePositives(BLOCK_BITS, hashes, keys);
  const odds = 1 / (blocks - 1);
  const mode = Math.floor((keys + 1) / blocks);
  let [weights, sum] = [0, 0];
  const take = (count: number, weight: number): void => {
    weights += weight;
    sum += weight * bloomFalsePositives(BLOCK_BITS, hashes, count);
  };
  // From the most likely number outward, and normalized at the end: no power under- or overflows.
  for (let j = mode, weight = 1; j <= keys && weight > 1e-18; j++) {
    take(j, weight);
    weight *= ((keys - j) / (j + 1)) * odds;
  }
  for (let j = mode, weight = 1; j > 0 && weight > 1e-18; j--) {
    weight *= j / ((keys - j + 1) * odds);
    take(j - 1, weight);
  }
  return sum / weights;
}

/** The filters of a chain that has taken `keys`, each with its share of them. */
function chain(values: Params, keys: number): { bits: number; hashes: number; keys: number }[] {
  const parts = [];
  const tightening = 0.85;
  let rate = promisedRate(values.bitsPerKey) * (1 - tightening);
  let { capacity } = values;
  for (let left = keys; left > 0; left -= capacity / 2) {
    parts.push({ ...bloomSize(capacity, rate), keys: Math.min(capacity, left) });
    rate *= tightening;
    capacity *= 2;
  }
  return parts;
}

const MIN_ASKS = 1000;

/** So many questions that about 250 false positives are seen, within reason. */
export function askOperations(values: Params): number {
  const rate = falsePositiveRate(values, plannedAdds(values)) ?? 1;
  return Math.min(2500, Math.max(MIN_ASKS, Math.ceil(250 / (rate * ASKED) / 100) * 100));
}

export function runLength(values: Params): number {
  return addOperations(values) + askOperations(values);
}

/**
 * Three and a half standard deviations: of the count of false positives, and of the fill of one table (the number of empty
 * positions scatters by √(m·e^(−c)(1 − (1 + c)e^(−c))), c = kn/m), to the power of k; in blocks by their uneven loads too.
 */
export function rateTolerance(values: Params): number {
  const keys = plannedAdds(values);
  const rate = falsePositiveRate(values, keys) ?? 1;
  const asked = askOperations(values) * ASKED;
  const counted = (1 - rate) / (rate * asked);
  const size = tableSize(values);
  const c = (values.hashes * keys) / size;
  const empty = exp(-c);
  const ofFill = Math.sqrt((empty * (1 - (1 + c) * empty)) / size) / Math.max(1 - empty, 1e-9);
  const perBlock = values.variant === "blocked" ? blockScatter(values, keys, rate) : 0;
  const power = values.hashes * ofFill * (values.hashes * ofFill);
  return 3.5 * Math.sqrt(counted + power + perBlock * perBlock) + 0.02;
}

/** Relative scatter of the mean over the blocks of a rate that grows about as the k-th power of their load. */
function blockScatter({ hashes }: Params, keys: number, rate: number): number {
  const blocks = Math.ceil((keys * 10) / BLOCK_BITS);
  const load = keys / blocks;
  const more = bloomFalsePositives(BLOCK_BITS, hashes, load + Math.sqrt(load));
  return (more - bloomFalsePositives(BLOCK_BITS, hashes, load)) / rate / Math.sqrt(blocks);
}

/** Four standard deviations of the fill, for one table; the blocks' fill is that of independent bits as well. */
export function fillTolerance(values: Params): number {
  const size = tableSize(values);
  const c = (values.hashes * plannedAdds(values)) / size;
  const empty = exp(-c);
  return (4 * Math.sqrt((empty * (1 - (1 + c) * empty)) / size)) / (1 - empty) + 0.01;
}

/** −(m/k)·ln(1 − X/m). NaN where the variant has no such estimate or the table is full. */
export function estimatedKeys(values: Params, ones: number): number {
  if (values.variant === "scalable" || values.variant === "blocked") return NaN;
  const size = tableSize(values);
  return ones >= size ? NaN : (-size / values.hashes) * log(1 - ones / size);
}
