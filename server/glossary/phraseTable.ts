/**
 * Phrases as paths of word numbers: a trie whose edges lie in one hash table, so that the cost of a step does not depend
 * on how many phrases there are. Node 0 is the root.
 */

/** What a word may be to a phrase, as bits. */
const beginsOne = 1;
const goesOn = 2;
const isOne = 4;

/** Bits of the filter for pairs: some ten for each that begins a phrase, so that nine of ten others are turned away. */
const pairBits = 1 << 17;

export class PhraseTable {
  private readonly slots: Int32Array;
  private readonly froms: Int32Array;
  private readonly words: Int32Array;
  /** The node that each word leads to from the root, by its number; 0 when no phrase begins with it, as with most words. */
  private readonly beginnings: Int32Array;
  /** By a word's number: `beginsOne`, `goesOn`, `isOne`. */
  private readonly roles: Uint8Array;
  /** A bit for each pair of words that begins a phrase. */
  private readonly pairs = new Uint32Array(pairBits / 32);
  /** Phrases that end at each node, in the order given. */
  readonly ends: readonly (readonly number[] | undefined)[];

  /** `phrases[i]` are the word numbers of phrase i. */
  constructor(phrases: readonly (readonly number[])[]) {
    const most = phrases.reduce((sum, phrase) => sum + phrase.length, 0);
    this.froms = new Int32Array(most + 1);
    this.words = new Int32Array(most + 1);
    this.slots = new Int32Array(4 * 2 ** Math.ceil(Math.log2(most + 1)));
    const largest = phrases.reduce((most, phrase) => Math.max(most, ...phrase), 0);
    this.beginnings = new Int32Array(largest + 1);
    this.roles = new Uint8Array(largest + 1);
    const ends: (number[] | undefined)[] = [];
    // Each edge leads to a node of its own, with the edge's number.
    let edges = 0;
    phrases.forEach((phrase, index) => {
      let node = 0;
      this.addRoles(phrase);
      for (const word of phrase) {
        const next = node === 0 ? this.beginning(word) : this.next(node, word);
        node = next === 0 ? this.insert(++edges, node, word) : next;
      }
      const here = ends[node];
      if (here === undefined) ends[node] = [index];
      else here.push(index);
    });
    this.ends = ends;
  }

  private addRoles([first, ...others]: readonly number[]): void {
    const add = (word: number, role: number): void => {
      this.roles[word] = (this.roles[word] as number) | role;
    };
    if (first === undefined) return;
    add(first, others.length === 0 ? beginsOne | isOne : beginsOne);
    for (const word of others) add(word, goesOn);
    const [second] = others;
    if (second === undefined) return;
    const bit = pairOf(first, second);
    this.pairs[bit >>> 5] = (this.pairs[bit >>> 5] as number) | (1 << (bit & 31));
  }

  private insert(edge: number, from: number, word: number): number {
    if (from === 0) {
      this.beginnings[word] = edge;
      return edge;
    }
    this.froms[edge] = from;
    this.words[edge] = word;
    const mask = this.slots.length - 1;
    let slot = slotOf(from, word) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = edge;
    return edge;
  }

  /** False when no phrase begins with `word` before `next`: asked of all words of a text, of which most begin none. */
  mayBegin(word: number, next: number): boolean {
    const { roles, pairs } = this;
    if (word >= roles.length) return false;
    const role = roles[word] as number;
    const bit = pairOf(word, next);
    // One question at the end instead of three: which of them fails cannot be foretold.
    const begins = ((pairs[bit >>> 5] as number) >>> (bit & 31)) & role & beginsOne;
    return (begins | (role & isOne)) !== 0;
  }

  /** The node that `word` leads to from the root; 0 when no phrase begins so. */
  beginning(word: number): number {
    return word < this.beginnings.length ? (this.beginnings[word] as number) : 0;
  }

  /** The node that `word` leads to from `node`, which is not the root; 0 when no phrase goes on so. */
  next(node: number, word: number): number {
    const { slots, froms, words } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(node, word) & mask; ; slot = (slot + 1) & mask) {
      const edge = slots[slot] as number;
      if (edge === 0) return 0;
      if (froms[edge] === node && words[edge] === word) return edge;
    }
  }
}

const pairOf = (first: number, second: number): number => slotOf(first, second) & (pairBits - 1);

function slotOf(node: number, word: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
