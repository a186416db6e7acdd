/**
 * A B+ tree: an ordered map whose nodes are pages. All entries lie in leaves of the same depth, which are linked for
 * range scans; inner pages hold only separators. So a look-up reads as many pages as the tree is high, and with pages of
 * hundreds of entries that is three or four (D. Comer, "The Ubiquitous B-Tree", ACM Computing Surveys 11(2), 1979;
 * R. Bayer, E. McCreight, Acta Informatica 1, 1972).
 *
 * Every page but the root is at least half full. With `split: "append"` a page that overflows at the right end of the tree
 * stays full and a new one is begun, as PostgreSQL and InnoDB do, since keys that ascend would leave all pages half full;
 * then the pages of the right edge may hold less.
 *
 * Time: O(log n) a look-up, insertion or deletion; a scan of k entries O(log n + k). The tree counts the pages it reads,
 * makes and drops; it knows nothing of disks or caches.
 */

import { bPlusTreeFault } from "./bPlusTreeFaults.ts";
import { mendInnerPages, mendLeafPages } from "./bPlusTreeMending.ts";
import {
  copyPages,
  dropItem,
  firstAbove,
  firstNotBelow,
  type InnerPage,
  isLeafPage,
  type KeyOrder,
  type LeafPage,
  type SavedBPlusTree,
  type TreePage,
  type TreePageRules,
} from "./bPlusTreePages.ts";

export interface BPlusTreeOptions {
  /** Entries of a leaf and children of an inner page at most, 4 to 65,536. */
  readonly pageCapacity?: number;
  /** How a full page is divided; `even` is Bayer and McCreight's. */
  readonly split?: "even" | "append";
}

export class BPlusTree<K, V> {
  readonly pageCapacity: number;
  readonly split: "even" | "append";
  readonly #compare: KeyOrder<K>;
  readonly #rules: TreePageRules;
  #root: TreePage<K, V>;
  #size = 0;
  #height = 1;
  #pages = 1;
  #leaves = 1;
  #nextPage = 1;
  /** Pages read since the tree was made, by all operations but those for display. */
  pagesRead = 0;
  /** Pages that came to be by a split, and pages that went in a merge, since the tree was made. */
  splits = 0;
  merges = 0;

  /** @throws RangeError for a page capacity out of range. */
  constructor(compare: KeyOrder<K>, { pageCapacity = 64, split = "even" }: BPlusTreeOptions = {}) {
    if (!Number.isInteger(pageCapacity) || pageCapacity < 4 || pageCapacity > 65_536) {
      throw new RangeError(`pageCapacity must be a whole number from 4 to 65536, not ${pageCapacity}`);
    }
    this.pageCapacity = pageCapacity;
    this.split = split;
    this.#compare = compare;
    this.#rules = { capacity: pageCapacity, least: (pageCapacity + 1) >> 1 };
    this.#root = { page: 0, keys: [], values: [], next: undefined };
  }

  static restore<K, V>(saved: SavedBPlusTree<K, V>): BPlusTree<K, V> {
    const tree = new BPlusTree<K, V>(saved.compare, saved);
    tree.#root = copyPages(saved.root);
    tree.#size = saved.size;
    tree.#height = saved.height;
    tree.#pages = saved.pages;
    tree.#leaves = saved.leaves;
    tree.#nextPage = saved.nextPage;
    tree.pagesRead = saved.pagesRead;
    tree.splits = saved.splits;
    tree.merges = saved.merges;
    return tree;
  }

  save(): SavedBPlusTree<K, V> {
    return {
      compare: this.#compare,
      pageCapacity: this.pageCapacity,
      split: this.split,
      root: copyPages(this.#root),
      size: this.#size,
      height: this.#height,
      pages: this.#pages,
      leaves: this.#leaves,
      nextPage: this.#nextPage,
      pagesRead: this.pagesRead,
      splits: this.splits,
      merges: this.merges,
    };
  }

  /** Entries. */
  get size(): number {
    return this.#size;
  }

  /** Levels; 1 while the root is a leaf. */
  get height(): number {
    return this.#height;
  }

  get pages(): number {
    return this.#pages;
  }

  /** For display: the pages as they are; not to be changed. */
  get root(): TreePage<K, V> {
    return this.#root;
  }

  get(key: K): V | undefined {
    const leaf = this.#leafOf(key);
    const at = firstNotBelow(leaf.keys, key, this.#compare);
    return at < leaf.keys.length && this.#compare(leaf.keys[at]!, key) === 0 ? leaf.values[at] : undefined;
  }

  has(key: K): boolean {
    const leaf = this.#leafOf(key);
    const at = firstNotBelow(leaf.keys, key, this.#compare);
    return at < leaf.keys.length && this.#compare(leaf.keys[at]!, key) === 0;
  }

  /** Adds an entry; false, and nothing is changed, when the key is present: the unique constraint. */
  insert(key: K, value: V): boolean {
    return this.#put(key, value, false);
  }

  /** Adds or overwrites; true when the key was absent. */
  set(key: K, value: V): boolean {
    return this.#put(key, value, true);
  }

  /** False when the key was absent. */
  delete(key: K): boolean {
    const deleted = this.#remove(this.#root, key, true);
    if (!deleted) return false;
    this.#size--;
    const root = this.#root;
    if (!isLeafPage(root) && root.children.length === 1) {
      this.#root = root.children[0]!;
      this.#height--;
      this.#pages--;
    }
    return true;
  }

  /** Calls `visit` for every entry from `from` on, in order, until it returns false or there are no more. Without
   *  `from` it starts at the first. The tree must not change meanwhile. */
  scan(from: K | undefined, visit: (key: K, value: V) => boolean): void {
    let leaf: LeafPage<K, V> | undefined = from === undefined ? this.#firstLeaf() : this.#leafOf(from);
    let at = from === undefined ? 0 : firstNotBelow(leaf.keys, from, this.#compare);
    for (;;) {
      const { keys, values } = leaf;
      for (; at < keys.length; at++) if (!visit(keys[at]!, values[at]!)) return;
      leaf = leaf.next;
      if (leaf === undefined) return;
      this.pagesRead++;
      at = 0;
    }
  }

  /** Entries with from ≤ key < to, in order; an end that is undefined is open. The tree must not change meanwhile. */
  *entries(from?: K, to?: K): Generator<readonly [K, V]> {
    let leaf: LeafPage<K, V> | undefined = from === undefined ? this.#firstLeaf() : this.#leafOf(from);
    let at = from === undefined ? 0 : firstNotBelow(leaf.keys, from, this.#compare);
    for (; leaf !== undefined; leaf = leaf.next, at = 0) {
      for (; at < leaf.keys.length; at++) {
        if (to !== undefined && this.#compare(leaf.keys[at]!, to) >= 0) return;
        yield [leaf.keys[at]!, leaf.values[at]!];
      }
    }
  }

  /** For display: numbers of the pages from the root to the leaf where the key is or would be. */
  path(key: K): number[] {
    const pages: number[] = [];
    let page = this.#root;
    for (; !isLeafPage(page); page = page.children[firstAbove(page.keys, key, this.#compare)]!)
      pages.push(page.page);
    pages.push(page.page);
    return pages;
  }

  /** Mean share of the leaves' places that are taken. */
  get leafFill(): number {
    return this.#size / (this.#leaves * this.pageCapacity);
  }

  /** What is wrong with the tree's structure, or undefined; reads every page. For tests and for suspicion. */
  fault(): string | undefined {
    return bPlusTreeFault(this.#root, {
      compare: this.#compare,
      rules: this.#rules,
      thinEdge: this.split === "append",
      size: this.#size,
      height: this.#height,
      pages: this.#pages,
      leaves: this.#leaves,
    });
  }

  #edgeLeaf(): LeafPage<K, V> {
    let page = this.#root;
    while (!isLeafPage(page)) page = page.children[0]!;
    return page;
  }

  #firstLeaf(): LeafPage<K, V> {
    this.pagesRead += this.#height;
    return this.#edgeLeaf();
  }

  #leafOf(key: K): LeafPage<K, V> {
    this.pagesRead += this.#height;
    let page = this.#root;
    while (!isLeafPage(page)) page = page.children[firstAbove(page.keys, key, this.#compare)]!;
    return page;
  }

  #put(key: K, value: V, overwrite: boolean): boolean {
    this.pagesRead += this.#height;
    const before = this.#size;
    const right = this.#insertInto(this.#root, key, value, overwrite, true);
    if (right !== undefined) {
      this.#root = { page: this.#nextPage++, keys: [this.#separator!], children: [this.#root, right] };
      this.#separator = undefined;
      this.#height++;
      this.#pages++;
    }
    return this.#size > before;
  }

  /** Of the page that the latest split made: the least key that belongs to it. */
  #separator: K | undefined;

  /** Returns the new right neighbour when the page had to be split. `last`: it lies on the right edge of the tree. */
  #insertInto(
    page: TreePage<K, V>,
    key: K,
    value: V,
    overwrite: boolean,
    last: boolean,
  ): TreePage<K, V> | undefined {
    if (isLeafPage(page)) return this.#insertIntoLeaf(page, key, value, overwrite, last);
    const { keys, children } = page;
    const at = firstAbove(keys, key, this.#compare);
    const right = this.#insertInto(children[at]!, key, value, overwrite, last && at === keys.length);
    if (right === undefined) return undefined;
    keys.splice(at, 0, this.#separator!);
    children.splice(at + 1, 0, right);
    return children.length > this.pageCapacity
      ? this.#splitInner(page, last && at + 1 === keys.length)
      : undefined;
  }

  #insertIntoLeaf(
    leaf: LeafPage<K, V>,
    key: K,
    value: V,
    overwrite: boolean,
    last: boolean,
  ): LeafPage<K, V> | undefined {
    const { keys, values } = leaf;
    const at = firstNotBelow(keys, key, this.#compare);
    if (at < keys.length && this.#compare(keys[at]!, key) === 0) {
      if (overwrite) values[at] = value;
      return undefined;
    }
    this.#size++;
    if (at === keys.length) {
      keys.push(key);
      values.push(value);
    } else {
      keys.splice(at, 0, key);
      values.splice(at, 0, value);
    }
    if (keys.length <= this.pageCapacity) return undefined;
    const appended = this.split === "append" && last && at === keys.length - 1;
    const cut = appended ? at : keys.length >> 1;
    const right: LeafPage<K, V> = {
      page: this.#newPage(),
      keys: keys.splice(cut),
      values: values.splice(cut),
      next: leaf.next,
    };
    leaf.next = right;
    this.#leaves++;
    this.#separator = right.keys[0];
    return right;
  }

  #splitInner(page: InnerPage<K, V>, last: boolean): InnerPage<K, V> {
    const { keys, children } = page;
    const cut = this.split === "append" && last ? children.length - 2 : (children.length + 1) >> 1;
    const right: InnerPage<K, V> = {
      page: this.#newPage(),
      keys: keys.splice(cut),
      children: children.splice(cut),
    };
    this.#separator = keys.pop();
    return right;
  }

  #newPage(): number {
    this.#pages++;
    this.splits++;
    return this.#nextPage++;
  }

  /** `last`: the page lies on the right edge of the tree. */
  #remove(page: TreePage<K, V>, key: K, last: boolean): boolean {
    this.pagesRead++;
    if (isLeafPage(page)) {
      const at = firstNotBelow(page.keys, key, this.#compare);
      if (at === page.keys.length || this.#compare(page.keys[at]!, key) !== 0) return false;
      dropItem(page.keys, at);
      dropItem(page.values, at);
      return true;
    }
    const at = firstAbove(page.keys, key, this.#compare);
    const child = page.children[at]!;
    const edge = last && at === page.keys.length;
    if (!this.#remove(child, key, edge)) return false;
    if (this.#tooSmall(child, edge)) this.#mend(page, at);
    return true;
  }

  #tooSmall(page: TreePage<K, V>, edge: boolean): boolean {
    const thin = edge && this.split === "append";
    if (isLeafPage(page)) return page.keys.length < (thin ? 1 : this.#rules.least);
    return page.children.length < (thin ? 2 : this.#rules.least);
  }

  /** The child at `at` holds too little: it takes from a neighbour that has more than it must, or is merged with it. */
  #mend(parent: InnerPage<K, V>, at: number): void {
    const left = at === 0 ? 0 : at - 1;
    const first = parent.children[left]!;
    const second = parent.children[left + 1]!;
    const neighbour = at === 0 ? second : first;
    this.pagesRead++;
    const spare =
      (isLeafPage(neighbour) ? neighbour.keys.length : neighbour.children.length) > this.#rules.least;
    if (isLeafPage(first)) {
      mendLeafPages(parent, left, first, second as LeafPage<K, V>, spare ? this.#rules.least : 0);
    } else {
      mendInnerPages(parent, left, first, second as InnerPage<K, V>, spare ? this.#rules.least : 0);
    }
    if (spare) return;
    dropItem(parent.keys, left);
    dropItem(parent.children, left + 1);
    this.#pages--;
    if (isLeafPage(first)) this.#leaves--;
    this.merges++;
  }
}
