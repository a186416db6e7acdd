/** The membership that placements without a ring share: nodes in a list, in the order in which they came. */
import { murmur3 } from "./murmur3.ts";
import type { Placement } from "./placement.ts";

export abstract class ListedPlacement<N extends string | number> implements Placement<N> {
  protected readonly list: N[] = [];
  protected readonly seed: number;

  /** `seed` of the hash; all programs that place keys must use the same. */
  constructor(seed: number) {
    this.seed = seed;
  }

  get size(): number {
    return this.list.length;
  }

  nodes(): readonly N[] {
    return [...this.list];
  }

  has(node: N): boolean {
    return this.list.includes(node);
  }

  add(node: N): boolean {
    if (this.has(node)) return false;
    this.list.push(node);
    this.changed();
    return true;
  }

  remove(node: N): boolean {
    const at = this.list.indexOf(node);
    if (at < 0) return false;
    this.takeOut(at);
    this.changed();
    return true;
  }

  ownerOf(key: string): N | undefined {
    return this.ownerOfHash(murmur3(key, this.seed));
  }

  abstract ownerOfHash(hash: number): N | undefined;

  /** Called after each change of the list. */
  protected changed(): void {}

  protected takeOut(at: number): void {
    this.list.splice(at, 1);
  }
}
