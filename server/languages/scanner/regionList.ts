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
  /** Some starts of lines where nothing is open, ascending: a scan may begin there as if it came from the text's start. */
  readonly quiet: readonly number[];
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

/** UTF-16 units between two quiet starts of lines. */
const quietSpacing = 2048;

/** Collects regions in order; neighbours of one kind become one. */
export class RegionBuilder {
  private starts: number[] = [0];
  private places: Place[];
  private readonly quiet: number[] = [];
  private nextQuiet = quietSpacing;

  constructor(first: Place) {
    this.places = [first];
  }

  /** From `start` on, the place is `place`. Starts must not descend. */
  begin(start: number, place: Place): void {
    const { starts, places } = this;
    if (start === starts[starts.length - 1]) {
      starts.pop();
      places.pop();
    }
    if (places[places.length - 1] === place) return;
    starts.push(start);
    places.push(place);
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
    const count = regionIndexAt(regions, end - 1) + 1;
    this.starts = regions.starts.slice(0, count);
    this.places = regions.places.slice(0, count);
    for (const at of regions.quiet) if (at < end) this.atQuiet(at);
  }

  /** Takes over what another text had from one of its quiet places on, where it stands `shift` farther now. */
  copyFrom(regions: Regions, from: number, shift: number): void {
    const { starts, places, quiet } = regions;
    const first = regionIndexAt(regions, from);
    this.begin(from + shift, places[first] as Place);
    // Neighbours differ already.
    for (let index = first + 1; index < starts.length; index++) {
      this.starts.push((starts[index] as number) + shift);
      this.places.push(places[index] as Place);
    }
    for (const at of quiet) if (at >= from) this.atQuiet(at + shift);
  }

  build(length: number): Regions {
    return { starts: this.starts, places: this.places, length, quiet: this.quiet };
  }
}
