/**
 * A name keeps its meaning from one line to the next ("one sense per discourse", Gale, Church and Yarowsky 1992): where
 * evidence has shown it once, it counts again close by without being shown anew, unless something speaks against it.
 */
import type { CompiledEvidence } from "./evidence.ts";
import { passageLength } from "./surroundings.ts";
import type { Pattern } from "./termIndex.ts";

/** What governs a name; the inflections of a name share it. */
type Evidence = readonly CompiledEvidence[];

/** A name whose evidence did not hold. */
export interface Doubtful {
  readonly pattern: Pattern;
  readonly evidence: Evidence;
  /** Words of the list. */
  readonly first: number;
  readonly last: number;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

export class Repeats {
  /** Where names with this evidence were shown, ascending. */
  private readonly sure = new Map<Evidence, number[]>();
  private readonly doubtful: Doubtful[] = [];

  /** Both are called in the order of the text. */
  addSure(evidence: Evidence, start: number): void {
    const starts = this.sure.get(evidence);
    if (starts === undefined) this.sure.set(evidence, [start]);
    else starts.push(start);
  }

  addDoubtful(doubtful: Doubtful): void {
    this.doubtful.push(doubtful);
  }

  /** `found` with the doubtful names that repeat a shown one, by start; `confirm` has the last word. */
  addTo<Found extends { readonly start: number; readonly end: number }>(
    found: readonly Found[],
    confirm: (doubtful: Doubtful) => Found | undefined,
  ): Found[] {
    const added: Found[] = [];
    let next = 0;
    let reached = -1;
    for (const each of this.doubtful) {
      if (each.start < reached || !this.isShownNear(each)) continue;
      while (next < found.length && (found[next] as Found).end <= each.start) next++;
      if (next < found.length && (found[next] as Found).start < each.end) continue;
      const match = confirm(each);
      if (match === undefined) continue;
      reached = match.end;
      added.push(match);
    }
    return added.length === 0 ? [...found] : [...found, ...added].sort((a, b) => a.start - b.start);
  }

  private isShownNear({ evidence, start }: Doubtful): boolean {
    const starts = this.sure.get(evidence);
    if (starts === undefined) return false;
    const from = start - passageLength;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] as number) < from) low = middle + 1;
      else high = middle;
    }
    return low < starts.length && (starts[low] as number) <= start + passageLength;
  }
}
