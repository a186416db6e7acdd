/**
 * Phrases as paths of word numbers: a trie whose edges lie in one hash table, so that the cost of a step does not depend
 * on how many phrases there are. Node 0 is the root.
 */
import type { PhraseList } from "./phraseList.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a word may be to a phrase, as bits. */
const beginsOne = 1;
const goesOn = 2;
const isOne = 4;

/** Answers of `mayBegin`; all others say that a longer phrase may begin. */
export const nothing = 0;
export const alone = isOne;

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
  /** By node: 1 + the first phrase that ends there, or 0. */
  private readonly firstEnds: Int32Array;
  /** By phrase: 1 + the next phrase that ends at the same node, or 0. */
  private readonly nextEnds: Int32Array;

  constructor({ words, parts, ends }: PhraseList, vocabulary: Vocabulary) {
    const numbers = Int32Array.from(words, (word) => vocabulary.numberOf(word));
    this.froms = new Int32Array(parts.length + 1);
    this.words = new Int32Array(parts.length + 1);
    this.slots = new Int32Array(4 * 2 ** Math.ceil(Math.log2(parts.length + 1)));
    this.beginnings = new Int32Array(vocabulary.size + 1);
    this.roles = new Uint8Array(vocabulary.size + 1);
    this.firstEnds = new Int32Array(parts.length + 1);
    this.nextEnds = new Int32Array(ends.length);
    const lastEnds = new Int32Array(parts.length + 1);
    // Each edge leads to a node of its own, with the edge's number.
    let edges = 0;
    let at = 0;
    for (let phrase = 0; phrase < ends.length; phrase++) {
      const start = at;
      const end = ends[phrase] as number;
      let node = 0;
      for (; at < end; at++) {
        const word = numbers[parts[at] as number] as number;
        this.addRole(word, at === start ? (end === start + 1 ? beginsOne | isOne : beginsOne) : goesOn);
        if (at === start + 1) this.addPair(numbers[parts[start] as number] as number, word);
        const next = node === 0 ? this.beginning(word) : this.next(node, word);
        node = next === 0 ? this.insert(++edges, node, word) : next;
      }
      this.addEnd(node, phrase, lastEnds);
    }
  }

  private addRole(word: number, role: number): void {
    this.roles[word] = (this.roles[word] as number) | role;
  }

  private addPair(first: number, second: number): void {
    const bit = pairOf(first, second);
    this.pairs[bit >>> 5] = (this.pairs[bit >>> 5] as number) | (1 << (bit & 31));
  }

  /** Behind those that end there already, of which `lastEnds` knows 1 + the last. */
  private addEnd(node: number, phrase: number, lastEnds: Int32Array): void {
    const last = lastEnds[node] as number;
    if (last === 0) this.firstEnds[node] = phrase + 1;
    else this.nextEnds[last - 1] = phrase + 1;
    lastEnds[node] = phrase + 1;
  }

  /** The first phrase that ends at `node`, in the order in which they were added; -1 when none does. */
  firstEnd(node: number): number {
    return (this.firstEnds[node] as number) - 1;
  }

  /** The phrase after `phrase` that ends where it does; -1 when it is the last. */
  nextEnd(phrase: number): number {
    return (this.nextEnds[phrase] as number) - 1;
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

  /**
   * `nothing` when no phrase begins with `word` before `next`, `alone` when none but the word itself. Asked of all words of
   * a text, of which most begin none.
   */
  mayBegin(word: number, next: number): number {
    const { roles, pairs } = this;
    if (word >= roles.length) return nothing;
    const role = roles[word] as number;
    const bit = pairOf(word, next);
    // One question at the end instead of three: which of them fails cannot be foretold.
    const begins = ((pairs[bit >>> 5] as number) >>> (bit & 31)) & role & beginsOne;
    return begins | (role & isOne);
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
