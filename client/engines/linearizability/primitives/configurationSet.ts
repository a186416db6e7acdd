/**
 * The set of configurations that a search for a linearization has visited: which operations have taken effect, and the
 * state that they led to. Exact, not probabilistic: the hash only finds the place.
 *
 * Operations that returned are numbered in the order of their calls, so that all but a window of them are either done or
 * not yet begun; only the words of the window are kept, and a configuration costs some 30 bytes however long the
 * history is. Operations that never returned have words of their own.
 */

const ALL = 0xffffffff;
/** Hash, state, first word and number of words of the window; the words follow. */
const HEAD = 4;

export class ConfigurationSet {
  readonly #pendingWords: number;
  /** Done, bit by bit: those that returned, then those that did not. */
  readonly #bits: Uint32Array;
  readonly #returnedWords: number;
  /** The window: words before `#low` are full, words from `#high` on are empty. */
  #low = 0;
  #high = 0;
  #hash = 0;
  #arena = new Uint32Array(1 << 10);
  #used = 1;
  #table = new Uint32Array(1 << 8);
  #size = 0;

  constructor(returned: number, pending: number) {
    this.#returnedWords = (returned + 31) >>> 5;
    this.#pendingWords = (pending + 31) >>> 5;
    this.#bits = new Uint32Array(this.#returnedWords + this.#pendingWords);
  }

  get size(): number {
    return this.#size;
  }

  /** Memory in use, in words of 4 bytes. */
  get words(): number {
    return this.#arena.length + this.#table.length;
  }

  /** Marks operation `index` of those that returned as done, or as not done. */
  toggleReturned(index: number): void {
    const word = index >>> 5;
    this.#bits[word]! ^= 1 << (index & 31);
    this.#hash ^= scatter(index);
    if (word < this.#low) this.#low = word;
    while (this.#low < this.#returnedWords && this.#bits[this.#low] === ALL) this.#low++;
    if (word >= this.#high) this.#high = word + 1;
    while (this.#high > this.#low && this.#bits[this.#high - 1] === 0) this.#high--;
    if (this.#high < this.#low) this.#high = this.#low;
  }

  togglePending(index: number): void {
    this.#bits[this.#returnedWords + (index >>> 5)]! ^= 1 << (index & 31);
    this.#hash ^= scatter(~index);
  }

  isPendingDone(index: number): boolean {
    return ((this.#bits[this.#returnedWords + (index >>> 5)]! >>> (index & 31)) & 1) === 1;
  }

  /** Adds what is marked now together with `state`; false if it was there. */
  add(state: number): boolean {
    const hash = (this.#hash ^ scatter(state + 0x40000000)) >>> 0;
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (let at = this.#table[slot]!; at !== 0; at = this.#table[slot]!) {
      if (this.#arena[at] === hash && this.#equals(at, state)) return false;
      slot = (slot + 1) & mask;
    }
    this.#table[slot] = this.#append(hash, state);
    if (++this.#size * 2 > this.#table.length) this.#grow();
    return true;
  }

  #equals(at: number, state: number): boolean {
    const arena = this.#arena;
    const length = this.#high - this.#low;
    if (arena[at + 1] !== state || arena[at + 2] !== this.#low || arena[at + 3] !== length) return false;
    for (let i = 0; i < length; i++) if (arena[at + HEAD + i] !== this.#bits[this.#low + i]) return false;
    const pending = at + HEAD + length;
    for (let i = 0; i < this.#pendingWords; i++)
      if (arena[pending + i] !== this.#bits[this.#returnedWords + i]) return false;
    return true;
  }

  #append(hash: number, state: number): number {
    const at = this.#used;
    const length = this.#high - this.#low;
    const end = at + HEAD + length + this.#pendingWords;
    if (end > this.#arena.length) {
      const wider = new Uint32Array(2 * end);
      wider.set(this.#arena);
      this.#arena = wider;
    }
    const arena = this.#arena;
    arena[at] = hash;
    arena[at + 1] = state;
    arena[at + 2] = this.#low;
    arena[at + 3] = length;
    for (let i = 0; i < length; i++) arena[at + HEAD + i] = this.#bits[this.#low + i]!;
    for (let i = 0; i < this.#pendingWords; i++)
      arena[at + HEAD + length + i] = this.#bits[this.#returnedWords + i]!;
    this.#used = end;
    return at;
  }

  #grow(): void {
    const table = new Uint32Array(this.#table.length * 4);
    const mask = table.length - 1;
    for (const at of this.#table) {
      if (at === 0) continue;
      let slot = this.#arena[at]! & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = at;
    }
    this.#table = table;
  }
}

/** The finalizer of MurmurHash3: a number for each operation, whose exclusive or is the hash of a set (Zobrist). */
function scatter(value: number): number {
  let h = value + 0x9e3779b9;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
