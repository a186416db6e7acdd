/**
 * Phrases as paths of word numbers: a trie whose edges lie in one hash table, so that the cost of a step does not depend
 * on how many phrases there are. Node 0 is the root.
 */
export class PhraseTable {
  private readonly slots: Int32Array;
  private readonly froms: Int32Array;
  private readonly words: Int32Array;
  private readonly tos: Int32Array;
  /** 1 for the number of each word with which some phrase begins: most words of a text end here. */
  readonly begins: Uint8Array;
  /** Phrases that end at each node, in the order given. */
  readonly ends: readonly (readonly number[] | undefined)[];

  /** `phrases[i]` are the word numbers of phrase i. */
  constructor(phrases: readonly (readonly number[])[]) {
    const children: Map<number, number>[] = [new Map()];
    const ends: (number[] | undefined)[] = [];
    phrases.forEach((phrase, index) => {
      let node = 0;
      for (const word of phrase) {
        const edges = children[node] as Map<number, number>;
        let next = edges.get(word);
        if (next === undefined) {
          next = children.push(new Map()) - 1;
          edges.set(word, next);
        }
        node = next;
      }
      ends[node] = [...(ends[node] ?? []), index];
    });
    this.ends = ends;
    const first = [...(children[0] as Map<number, number>).keys()];
    this.begins = new Uint8Array(first.reduce((most, word) => Math.max(most, word), 0) + 1);
    for (const word of first) this.begins[word] = 1;
    const edgeCount = children.length - 1;
    this.froms = new Int32Array(edgeCount + 1);
    this.words = new Int32Array(edgeCount + 1);
    this.tos = new Int32Array(edgeCount + 1);
    this.slots = new Int32Array(4 * 2 ** Math.ceil(Math.log2(edgeCount + 1)));
    let edge = 0;
    children.forEach((edges, from) => {
      for (const [word, to] of edges) this.insert(++edge, from, word, to);
    });
  }

  private insert(edge: number, from: number, word: number, to: number): void {
    this.froms[edge] = from;
    this.words[edge] = word;
    this.tos[edge] = to;
    const mask = this.slots.length - 1;
    let slot = slotOf(from, word) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = edge;
  }

  /** The node that `word` leads to from `node`; 0 when no phrase goes on so. */
  next(node: number, word: number): number {
    const { slots, froms, words } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(node, word) & mask; ; slot = (slot + 1) & mask) {
      const edge = slots[slot] as number;
      if (edge === 0) return 0;
      if (froms[edge] === node && words[edge] === word) return this.tos[edge] as number;
    }
  }
}

function slotOf(node: number, word: number): number {
  const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
