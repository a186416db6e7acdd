/** sorted-btree as a class: the package is CommonJS and its types speak of a default export that Node does not see. */
import { createRequire } from "node:module";
import type BTree from "sorted-btree";

export const SortedBTree = (createRequire(import.meta.url)("sorted-btree") as { default: typeof BTree })
  .default;
