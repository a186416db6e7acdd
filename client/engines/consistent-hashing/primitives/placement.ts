/** What decides which node a key belongs to. Nodes are strings or numbers; each must be unique. */
export interface Placement<N extends string | number> {
  readonly size: number;
  /** In the order in which they were added. */
  nodes(): readonly N[];
  has(node: N): boolean;
  /** False when it is there already. */
  add(node: N): boolean;
  /** False when it is not there. */
  remove(node: N): boolean;
  /** The node for an unsigned 32-bit hash; undefined while there are no nodes. */
  ownerOfHash(hash: number): N | undefined;
  /** The node for a key. */
  ownerOf(key: string): N | undefined;
}
