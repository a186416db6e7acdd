/**
 * A text divided into places. Every offset belongs to exactly one region, so a lookup is a binary search and nothing is
 * stored twice. What closes by itself (a line comment, an unfinished string) owns its line end: a caret there is inside.
 */
import type { Place } from "../../content/types.ts";

export interface Regions {
  /** Where each region starts, ascending; it ends where the next one starts. Never empty: the first is 0. */
  readonly starts: readonly number[];
  readonly places: readonly Place[];
  /** UTF-16 units of the text that was scanned. */
  readonly length: number;
}

/** Kind of place of the character at `offset`; at the end of the text, of what one would type there. */
export function placeAt(regions: Regions, offset: number): Place {
  return regions.places[regionIndexAt(regions, offset)] ?? "identifier";
}

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

/** Collects regions in order; neighbours of one kind become one. */
export class RegionBuilder {
  private readonly starts: number[] = [0];
  private readonly places: Place[];

  constructor(first: Place) {
    this.places = [first];
  }

  /** From `start` on, the place is `place`. Starts must not descend. */
  begin(start: number, place: Place): void {
    if (start === this.starts.at(-1)) {
      this.starts.pop();
      this.places.pop();
    }
    if (this.places.at(-1) === place) return;
    this.starts.push(start);
    this.places.push(place);
  }

  build(length: number): Regions {
    return { starts: this.starts, places: this.places, length };
  }
}
