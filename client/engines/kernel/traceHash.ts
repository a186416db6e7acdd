/**
 * A 64-bit fingerprint of a run: two 32-bit lanes over every event, its time and arguments, every random draw
 * and every observation.
 * Equal inputs must give equal fingerprints in every JavaScript engine; that is how determinism is tested, so it is
 * quick rather than cryptographic: per word an FNV-1a step in one lane and a multiply-rotate step in the other
 * (FNV: L. Noll, K. Vo, D. Eastlake, T. Hansen, RFC 9923, 2026).
 */
import { mix32 } from "./random.ts";

// One pair of words over one double. All platforms that run this are little-endian; on another the hash would differ.
const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

export class TraceHash {
  #first = 0x811c9dc5 | 0;
  #second = 0x9747b28c | 0;

  /** An integer in 32 bits. */
  integer(value: number): void {
    this.#first = Math.imul(this.#first ^ value, 0x01000193);
    const turned = (this.#second << 13) | (this.#second >>> 19);
    this.#second = Math.imul(turned ^ value, 0xcc9e2d51);
  }

  /** Any double: −0 counts as 0 and every NaN as one, since their bits are not the program's to choose. */
  double(value: number): void {
    const small = value | 0;
    if (small === value) {
      this.integer(small);
      return;
    }
    doubles[0] = value;
    if (Number.isNaN(value)) {
      this.integer(0x7ff80000);
      return;
    }
    this.integer(words[0]! | 0);
    this.integer(words[1]! | 0);
  }

  save(): readonly [number, number] {
    return [this.#first, this.#second];
  }

  restore(saved: readonly [number, number]): void {
    this.#first = saved[0];
    this.#second = saved[1];
  }

  /** Sixteen hexadecimal digits. */
  digest(): string {
    const hex = (word: number) => mix32(word).toString(16).padStart(8, "0");
    return hex(this.#first ^ Math.imul(this.#second, 0x1b873593)) + hex(this.#second);
  }
}
