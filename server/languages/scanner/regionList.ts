/**
 * A text divided into places. Every offset belongs to exactly one region, so a lookup is a binary search and nothing is
 * stored twice. What closes by itself (a line comment, an unfinished string) owns its line end: a caret there is inside.
 */
import type { Place } from "../../content/types.ts";

/** The kinds of place, by the numbers that regions hold. */
export const placeKinds: readonly Place[] = ["identifier", "comment", "string", "prose"];

/** Numbers in plain memory: with every keystroke, those of a whole file are copied. */
export interface Regions {
  /** Where each region starts, ascending; it ends where the next one starts. Never empty: the first is 0. */
  readonly starts: Int32Array;
  /** Kind of place of each region, as an index into `placeKinds`. */
  readonly kinds: Uint8Array;
  /** UTF-16 units of the text that was scanned. */
  readonly length: number;
  /** Some starts of lines where nothing is open, ascending: a scan may begin there as if it came from the text's start. */
  readonly quiet: readonly number[];
}

/** Kind of place of the character at `offset`; at the end of the text, of what one would type there. */
export function placeAt(regions: Regions, offset: number): Place {
  return regionPlace(regions, regionIndexAt(regions, offset)) ?? "identifier";
}

/** Kind of place of a region; undefined when there is none with this index. */
export const regionPlace = ({ kinds }: Regions, index: number): Place | undefined =>
  placeKinds[kinds[index] ?? -1];

/** Index of the region that holds `offset`. Offsets outside the text count as its first or last. */
export function regionIndexAt(regions: Regions, offset: number): number {
  let low = 0;
  let high = regions.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((regions.starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** End of a region; the text's end for the last. */
export const regionEnd = (regions: Regions, index: number): number =>
  regions.starts[index + 1] ?? regions.length;

/** UTF-16 units between two quiet starts of lines. */
const quietSpacing = 2048;

/** Collects regions in order; neighbours of one kind become one. */
export class RegionBuilder {
  private starts: Int32Array;
  private kinds: Uint8Array;
  private count = 1;
  private readonly quiet: number[] = [];
  private nextQuiet = quietSpacing;

  /** `expected` regions need no further memory. */
  constructor(first: Place, expected = 256) {
    this.starts = new Int32Array(expected);
    this.kinds = new Uint8Array(expected);
    this.kinds[0] = placeKinds.indexOf(first);
  }

  /** From `start` on, the place is `place`. Starts must not descend. */
  begin(start: number, place: Place): void {
    this.beginKind(start, placeKinds.indexOf(place));
  }

  private beginKind(start: number, kind: number): void {
    if (start === this.starts[this.count - 1]) this.count--;
    if (this.count > 0 && this.kinds[this.count - 1] === kind) return;
    this.reserve(this.count + 1);
    this.starts[this.count] = start;
    this.kinds[this.count++] = kind;
  }

  private reserve(count: number): void {
    if (count <= this.starts.length) return;
    const starts = new Int32Array(2 * count);
    const kinds = new Uint8Array(2 * count);
    starts.set(this.starts.subarray(0, this.count));
    kinds.set(this.kinds.subarray(0, this.count));
    this.starts = starts;
    this.kinds = kinds;
  }

  /** At `at` a line starts and nothing is open. True when the scan may end there, since what follows is known. */
  atQuiet(at: number): boolean {
    if (at >= this.nextQuiet) {
      this.quiet.push(at);
      this.nextQuiet = at + quietSpacing;
    }
    return false;
  }

  /** Takes over what another text had before `end`, which is one of its quiet places and not its first. Comes first. */
  copyBefore(regions: Regions, end: number): void {
    this.count = regionIndexAt(regions, end - 1) + 1;
    this.reserve(this.count);
    this.starts.set(regions.starts.subarray(0, this.count));
    this.kinds.set(regions.kinds.subarray(0, this.count));
    for (const at of regions.quiet) if (at < end) this.atQuiet(at);
  }

  /** Takes over what another text had from one of its quiet places on, where it stands `shift` farther now. */
  copyFrom(regions: Regions, from: number, shift: number): void {
    const first = regionIndexAt(regions, from);
    this.beginKind(from + shift, regions.kinds[first] as number);
    // Neighbours differ already.
    const rest = regions.starts.length - first - 1;
    this.reserve(this.count + rest);
    for (let index = 0; index < rest; index++)
      this.starts[this.count + index] = (regions.starts[first + 1 + index] as number) + shift;
    this.kinds.set(regions.kinds.subarray(first + 1), this.count);
    this.count += rest;
    for (const at of regions.quiet) if (at >= from) this.atQuiet(at + shift);
  }

  build(length: number): Regions {
    const { starts, kinds, count, quiet } = this;
    return { starts: starts.subarray(0, count), kinds: kinds.subarray(0, count), length, quiet };
  }
}
