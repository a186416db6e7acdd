/** Looks through a whole B+ tree for anything that its definition forbids. */
import {
  isLeafPage,
  type KeyOrder,
  type LeafPage,
  type TreePage,
  type TreePageRules,
} from "./bPlusTreePages.ts";

export interface BPlusTreeFacts<K> {
  readonly compare: KeyOrder<K>;
  readonly rules: TreePageRules;
  /** Pages on the right edge may hold less than the others. */
  readonly thinEdge: boolean;
  readonly size: number;
  readonly height: number;
  readonly pages: number;
  readonly leaves: number;
}

/** The first thing wrong, in words, or undefined. */
export function bPlusTreeFault<K, V>(root: TreePage<K, V>, facts: BPlusTreeFacts<K>): string | undefined {
  const { compare, rules, thinEdge } = facts;
  const leaves: LeafPage<K, V>[] = [];
  let pages = 0;
  let size = 0;

  /** Keys below `page` are at least `low` and less than `high`. */
  const visit = (
    page: TreePage<K, V>,
    depth: number,
    edge: boolean,
    low?: K,
    high?: K,
  ): string | undefined => {
    pages++;
    const { keys } = page;
    const count = isLeafPage(page) ? keys.length : page.children.length;
    const thin = edge && thinEdge;
    const least =
      page === root ? (isLeafPage(page) ? 0 : 2) : thin ? (isLeafPage(page) ? 1 : 2) : rules.least;
    if (count < least || count > rules.capacity) {
      return `page ${page.page} holds ${count}, allowed are ${least} to ${rules.capacity}`;
    }
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (i > 0 && compare(keys[i - 1]!, key) >= 0) return `page ${page.page} is out of order at ${i}`;
      if (low !== undefined && compare(key, low) < 0) return `page ${page.page} holds a key below its range`;
      if (high !== undefined && compare(key, high) >= 0)
        return `page ${page.page} holds a key above its range`;
    }
    if (isLeafPage(page)) {
      if (depth !== facts.height) return `leaf ${page.page} lies at depth ${depth} of ${facts.height}`;
      if (page.values.length !== count)
        return `leaf ${page.page} has ${count} keys, ${page.values.length} values`;
      size += count;
      leaves.push(page);
      return undefined;
    }
    if (keys.length !== count - 1) return `page ${page.page} has ${count} children and ${keys.length} keys`;
    for (let i = 0; i < count; i++) {
      const last = i === count - 1;
      const fault = visit(
        page.children[i]!,
        depth + 1,
        edge && last,
        i === 0 ? low : keys[i - 1],
        last ? high : keys[i],
      );
      if (fault !== undefined) return fault;
    }
    return undefined;
  };

  const fault = visit(root, 1, true);
  if (fault !== undefined) return fault;
  if (size !== facts.size) return `${size} entries, counted ${facts.size}`;
  if (pages !== facts.pages) return `${pages} pages, counted ${facts.pages}`;
  if (leaves.length !== facts.leaves) return `${leaves.length} leaves, counted ${facts.leaves}`;
  for (let i = 0; i < leaves.length; i++) {
    if (leaves[i]!.next !== leaves[i + 1])
      return `leaf ${leaves[i]!.page} is not linked to its right neighbour`;
  }
  return undefined;
}
