/**
 * HyperLogLog over 64-bit hashes: how many different keys came, in 2^precision bytes, with a standard error of 1.04/√(2^precision).
 * P. Flajolet et al., "HyperLogLog: the analysis of a near-optimal cardinality estimation algorithm", AofA 2007; 64 bits as in
 * HyperLogLog++ (S. Heule, M. Nunkesser, A. Hall, EDBT 2013), so that a billion keys do not collide; estimated as in O. Ertl, arXiv
 * 1702.01284, 2017. Registers take a byte each: six bits would do, and every access would be slower.
 */
import { murmur3Pair } from "../../consistent-hashing/primitives/murmur3.ts";
import { ertlEstimate } from "./cardinality.ts";

const pair = new Uint32Array(2);

export interface SavedHyperLogLog {
  readonly precision: number;
  readonly seed: number;
  readonly registers: Uint8Array;
}

export class HyperLogLog {
  readonly precision: number;
  readonly seed: number;
  readonly #registers: Uint8Array;
  /** How many registers show each value, so that an estimate does not read them all. */
  readonly #counts: Int32Array;

  /** `seed` of the hash; sketches that are merged must share it. @throws RangeError unless precision is a whole number from 4 to 18. */
  constructor(precision = 14, seed = 0) {
    if (!Number.isInteger(precision) || precision < 4 || precision > 18)
      throw new RangeError(`precision must be a whole number from 4 to 18, not ${precision}`);
    this.precision = precision;
    this.seed = seed;
    this.#registers = new Uint8Array(1 << precision);
    this.#counts = new Int32Array(66 - precision);
    this.#counts[0] = 1 << precision;
  }

  static restore(saved: SavedHyperLogLog): HyperLogLog {
    const sketch = new HyperLogLog(saved.precision, saved.seed);
    sketch.#registers.set(saved.registers);
    sketch.#count();
    return sketch;
  }

  /** How many registers there are. */
  get size(): number {
    return this.#registers.length;
  }

  /** Whether a register changed: then the key is new, for what came before changes nothing; the converse does not hold. */
  add(key: string): boolean {
    murmur3Pair(key, pair, this.seed);
    return this.addHash(pair[0]!, pair[1]!);
  }

  /** The two halves of a 64-bit hash. The leading bits choose the register; it keeps the greatest rank, the place of the first 1 among the
   *  bits that follow. */
  addHash(high: number, low: number): boolean {
    const { precision } = this;
    const register = high >>> (32 - precision);
    const rest = high << precision;
    const rank = rest !== 0 ? Math.clz32(rest) + 1 : 33 - precision + Math.clz32(low);
    const before = this.#registers[register]!;
    if (rank <= before) return false;
    this.#registers[register] = rank;
    this.#counts[before]!--;
    this.#counts[rank]!++;
    return true;
  }

  /** About how many different keys came; Infinity when all registers are full, which no real set brings about. */
  estimate(): number {
    return ertlEstimate(this.#counts, this.size);
  }

  /** How many registers show each value from 0: what all estimators work on. Not to be written to. */
  get counts(): Int32Array {
    return this.#counts;
  }

  register(index: number): number {
    return this.#registers[index]!;
  }

  /** Becomes the sketch of both sets together, exactly as if all keys had come here. @throws RangeError when the two were not made
   *  alike. */
  merge(other: HyperLogLog): void {
    if (other.precision !== this.precision || other.seed !== this.seed)
      throw new RangeError("only sketches of the same precision and seed can be merged");
    const mine = this.#registers;
    const theirs = other.#registers;
    for (let i = 0; i < mine.length; i++) if (theirs[i]! > mine[i]!) mine[i] = theirs[i]!;
    this.#count();
  }

  save(): SavedHyperLogLog {
    return { precision: this.precision, seed: this.seed, registers: this.#registers.slice() };
  }

  #count(): void {
    this.#counts.fill(0);
    for (const value of this.#registers) this.#counts[value]!++;
  }
}
