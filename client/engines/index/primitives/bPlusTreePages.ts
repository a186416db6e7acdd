/** The pages of a B+ tree, and how a key is found within one. */

/** Negative when the first comes first; must be a total order. */
export type KeyOrder<K> = (first: K, second: K) => number;

export interface LeafPage<K, V> {
  /** Its number, never used again in this tree. */
  readonly page: number;
  /** Ascending. */
  readonly keys: K[];
  readonly values: V[];
  /** The right neighbour. */
  next: LeafPage<K, V> | undefined;
}

export interface InnerPage<K, V> {
  readonly page: number;
  /** keys[i] is greater than every key below children[i] and at most equal to the least below children[i + 1]. */
  readonly keys: K[];
  readonly children: TreePage<K, V>[];
}

export type TreePage<K, V> = LeafPage<K, V> | InnerPage<K, V>;

export interface TreePageRules {
  readonly capacity: number;
  /** Entries, or children, that a page other than the root has at least. */
  readonly least: number;
}

export interface SavedBPlusTree<K, V> {
  readonly compare: KeyOrder<K>;
  readonly pageCapacity: number;
  readonly split: "even" | "append";
  readonly root: TreePage<K, V>;
  readonly size: number;
  readonly height: number;
  readonly pages: number;
  readonly leaves: number;
  readonly nextPage: number;
  readonly pagesRead: number;
  readonly splits: number;
  readonly merges: number;
}

export function isLeafPage<K, V>(page: TreePage<K, V>): page is LeafPage<K, V> {
  return "values" in page;
}

/** The first place whose key is not below `key`. */
export function firstNotBelow<K>(keys: readonly K[], key: K, compare: KeyOrder<K>): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(keys[middle]!, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first place whose key is above `key`. */
export function firstAbove<K>(keys: readonly K[], key: K, compare: KeyOrder<K>): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(keys[middle]!, key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Removes one item. A loop where few must move: for those `splice` costs more, by the array that it returns. */
export function dropItem(items: unknown[], at: number): void {
  const last = items.length - 1;
  if (last - at > 100) {
    items.splice(at, 1);
    return;
  }
  for (let i = at; i < last; i++) items[i] = items[i + 1];
  items.pop();
}

/** Pages of their own with the same entries; the keys and values themselves are shared. */
export function copyPages<K, V>(root: TreePage<K, V>): TreePage<K, V> {
  let leftLeaf: LeafPage<K, V> | undefined;
  const copied = (page: TreePage<K, V>): TreePage<K, V> => {
    if (!isLeafPage(page)) {
      return { page: page.page, keys: page.keys.slice(), children: page.children.map(copied) };
    }
    const leaf: LeafPage<K, V> = {
      page: page.page,
      keys: page.keys.slice(),
      values: page.values.slice(),
      next: undefined,
    };
    if (leftLeaf !== undefined) leftLeaf.next = leaf;
    leftLeaf = leaf;
    return leaf;
  };
  return copied(root);
}
