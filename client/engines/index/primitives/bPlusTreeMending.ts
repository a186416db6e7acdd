/** How a page of a B+ tree that deletions left too empty is filled from its neighbour, or merged with it. */
import type { InnerPage, LeafPage } from "./bPlusTreePages.ts";

/** Evens out two neighbours of which one is too small; `least`: what the other must keep, 0 to merge them. */
export function mendLeafPages<K, V>(
  parent: InnerPage<K, V>,
  left: number,
  first: LeafPage<K, V>,
  second: LeafPage<K, V>,
  least: number,
): void {
  if (least === 0) {
    first.keys.push(...second.keys);
    first.values.push(...second.values);
    first.next = second.next;
    return;
  }
  const surplus = first.keys.length - second.keys.length;
  if (surplus > 0) {
    const cut = Math.max(least, first.keys.length - ((surplus + 1) >> 1));
    second.keys.unshift(...first.keys.splice(cut));
    second.values.unshift(...first.values.splice(cut));
  } else {
    const moved = (1 - surplus) >> 1;
    first.keys.push(...second.keys.splice(0, moved));
    first.values.push(...second.values.splice(0, moved));
  }
  parent.keys[left] = second.keys[0]!;
}

/** As `mendLeafPages`; the separator between two inner pages goes round through the parent. */
export function mendInnerPages<K, V>(
  parent: InnerPage<K, V>,
  left: number,
  first: InnerPage<K, V>,
  second: InnerPage<K, V>,
  least: number,
): void {
  const separator = parent.keys[left]!;
  if (least === 0) {
    first.keys.push(separator, ...second.keys);
    first.children.push(...second.children);
    return;
  }
  const surplus = first.children.length - second.children.length;
  if (surplus > 0) {
    const cut = Math.max(least, first.children.length - ((surplus + 1) >> 1));
    second.children.unshift(...first.children.splice(cut));
    second.keys.unshift(...first.keys.splice(cut), separator);
    parent.keys[left] = first.keys.pop()!;
  } else {
    const moved = (1 - surplus) >> 1;
    first.children.push(...second.children.splice(0, moved));
    first.keys.push(separator, ...second.keys.splice(0, moved - 1));
    parent.keys[left] = second.keys.shift()!;
  }
}
