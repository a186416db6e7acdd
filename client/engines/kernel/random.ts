/**
 * Named streams of random numbers. Each derives from (seed, name) alone, so that a fault or a changed parameter which
 * draws from one stream does not shift the others; comparing two runs then compares the mechanisms, not the luck
 * (common random numbers: A. M. Law, Simulation Modeling and Analysis, 5th ed. 2015, section 11.2).
 *
 * The generator is xoshiro128** 1.1 (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM
 * TOMS 47(4), 2021): 32-bit arithmetic only, so that it is the same and fast in every JavaScript engine.
 */

/** State of all streams, as independent copies. */
export interface SavedStreams {
  readonly names: readonly string[];
  readonly words: Uint32Array;
}

export class RandomStreams {
  readonly #seed: number;
  #names: string[] = [];
  #indexes = new Map<string, number>();
  #words = new Uint32Array(4 * 8);
  // Consecutive draws mostly come from one stream: remembering it saves the look-up.
  #lastName = "";
  #lastBase = -1;

  /** `seed`: an integer from 0 to 2^53 − 1. */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Uniform in [0, 1) with 53 random bits. */
  next(name: string): number {
    const base = name === this.#lastName && this.#lastBase >= 0 ? this.#lastBase : this.#find(name);
    const high = this.#next32(base) >>> 5;
    const low = this.#next32(base) >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  save(): SavedStreams {
    return { names: [...this.#names], words: this.#words.slice(0, this.#names.length * 4) };
  }

  restore(saved: SavedStreams): void {
    this.#names = [...saved.names];
    this.#indexes = new Map(this.#names.map((name, i) => [name, i]));
    if (this.#words.length < saved.words.length) this.#words = new Uint32Array(saved.words.length * 2);
    this.#words.set(saved.words);
    this.#lastBase = -1;
  }

  #find(name: string): number {
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = this.#names.length;
      this.#names.push(name);
      this.#indexes.set(name, index);
      if (index * 4 === this.#words.length) {
        const wider = new Uint32Array(this.#words.length * 2);
        wider.set(this.#words);
        this.#words = wider;
      }
      this.#words.set(streamState(this.#seed, name), index * 4);
    }
    this.#lastName = name;
    this.#lastBase = index * 4;
    return this.#lastBase;
  }

  #next32(base: number): number {
    const w = this.#words;
    const s1 = w[base + 1]!;
    const timesFive = Math.imul(s1, 5);
    const result = Math.imul((timesFive << 7) | (timesFive >>> 25), 9);
    const s2 = w[base + 2]! ^ w[base]!;
    const s3 = w[base + 3]! ^ s1;
    w[base + 1] = s1 ^ s2;
    w[base] = w[base]! ^ s3;
    w[base + 2] = s2 ^ (s1 << 9);
    w[base + 3] = (s3 << 11) | (s3 >>> 21);
    return result;
  }
}

/** Four words from (seed, name): an avalanche over both for each word, so that near seeds and names share nothing. */
export function streamState(seed: number, name: string): Uint32Array {
  const low = seed >>> 0;
  const high = Math.floor(seed / 0x100000000) >>> 0;
  const words = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    let hash = mix32(low + Math.imul(i + 1, 0x9e3779b9)) ^ mix32(high + Math.imul(i + 5, 0x85ebca6b));
    for (let j = 0; j < name.length; j++) hash = mix32(Math.imul(hash, 31) + name.charCodeAt(j) + 0x9e3779b9);
    words[i] = hash;
  }
  // xoshiro's one forbidden state.
  if (words[0] === 0 && words[1] === 0 && words[2] === 0 && words[3] === 0) words[0] = 1;
  return words;
}

/** The finalizer of MurmurHash3 (A. Appleby, SMHasher): a bijection in which each input bit flips half the output. */
export function mix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
