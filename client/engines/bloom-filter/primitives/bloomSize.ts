/** How large a Bloom filter must be, and what rate of false positives it then has. */
import { exp, log, pow } from "../../kernel/math.ts";

// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math's constants may be approximations; an own literal has the same bits everywhere.
const LN2 = 0.6931471805599453;

/**
 * Bits and hashes for `keys` at the rate `falsePositives`: m = −n·ln p / (ln 2)², k = (m/n)·ln 2 (A. Broder, M. Mitzenmacher,
 * "Network applications of Bloom filters: a survey", Internet Mathematics 1(4), 2004).
 * @throws RangeError unless keys is a whole number from 1, the rate lies between 0 and 1, and at most 2^31 bits do.
 */
export function bloomSize(keys: number, falsePositives: number): { bits: number; hashes: number } {
  if (!Number.isInteger(keys) || keys < 1)
    throw new RangeError(`keys must be a whole number from 1, not ${keys}`);
  if (!(falsePositives > 0 && falsePositives < 1))
    throw new RangeError(`falsePositives must lie between 0 and 1, not ${falsePositives}`);
  const bits = Math.ceil((-keys * log(falsePositives)) / (LN2 * LN2));
  if (bits > 0x80000000) throw new RangeError(`${keys} keys at ${falsePositives} take more than 2^31 bits`);
  return { bits, hashes: Math.min(64, Math.max(1, Math.round((bits / keys) * LN2))) };
}

/** Share of the bits that are set after `keys`: 1 − (1 − 1/m)^(kn), about 1 − e^(−kn/m). */
export function bloomFill(bits: number, hashes: number, keys: number): number {
  return bits === 1 ? Math.min(1, keys) : 1 - exp(hashes * keys * log(1 - 1 / bits));
}

/** Rate of false positives after `keys`: (1 − e^(−kn/m))^k. */
export function bloomFalsePositives(bits: number, hashes: number, keys: number): number {
  const fill = bloomFill(bits, hashes, keys);
  return fill === 0 ? 0 : pow(fill, hashes);
}
