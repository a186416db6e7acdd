/**
 * A name keeps its meaning from one line to the next ("one sense per discourse", Gale, Church and Yarowsky 1992): where
 * evidence has shown it once, it counts again close by without being shown anew, unless something speaks against it.
 */
import type { NameEvidence } from "./evidence.ts";
import { firstNotBelow } from "./span.ts";
import { passageLength } from "./surroundings.ts";

/** A name whose evidence did not hold. */
export interface Doubtful {
  /** Its number in the index. */
  readonly pattern: number;
  /** Words of the list. */
  readonly first: number;
  readonly last: number;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Numbers kept for each doubtful name: many are, and few are asked for again. */
const doubtfulSize = 5;
/** Of one text at a time; the memory is kept for the next. */
let memory = new Int32Array(doubtfulSize << 8);

export class Repeats {
  /** Where names with this evidence were shown, ascending: the inflections of a name share it. */
  private readonly sure = new Map<NameEvidence, number[]>();
  private doubtful = 0;

  /** Both are called in the order of the text. */
  addSure(evidence: NameEvidence, start: number): void {
    const starts = this.sure.get(evidence);
    if (starts === undefined) this.sure.set(evidence, [start]);
    else starts.push(start);
  }

  addDoubtful(pattern: number, first: number, last: number, start: number, end: number): void {
    const at = doubtfulSize * this.doubtful++;
    if (at === memory.length) {
      const larger = new Int32Array(2 * memory.length);
      larger.set(memory);
      memory = larger;
    }
    memory[at] = pattern;
    memory[at + 1] = first;
    memory[at + 2] = last;
    memory[at + 3] = start;
    memory[at + 4] = end;
  }

  /** `found` with the doubtful names that repeat a shown one, by start; `confirm` has the last word. */
  addTo<Found extends { readonly start: number; readonly end: number }>(
    found: readonly Found[],
    evidenceOf: (pattern: number) => NameEvidence | undefined,
    confirm: (doubtful: Doubtful) => Found | undefined,
  ): Found[] {
    const added: Found[] = [];
    let next = 0;
    let reached = -1;
    for (let at = 0; at < doubtfulSize * this.doubtful; at += doubtfulSize) {
      const pattern = memory[at] as number;
      const start = memory[at + 3] as number;
      if (start < reached || !this.isShownNear(evidenceOf(pattern), start)) continue;
      const first = memory[at + 1] as number;
      const last = memory[at + 2] as number;
      const end = memory[at + 4] as number;
      while (next < found.length && (found[next] as Found).end <= start) next++;
      if (next < found.length && (found[next] as Found).start < end) continue;
      const match = confirm({ pattern, first, last, start, end });
      if (match === undefined) continue;
      reached = match.end;
      added.push(match);
    }
    return added.length === 0 ? [...found] : [...found, ...added].sort((a, b) => a.start - b.start);
  }

  private isShownNear(evidence: NameEvidence | undefined, start: number): boolean {
    const starts = evidence === undefined ? undefined : this.sure.get(evidence);
    if (starts === undefined) return false;
    const low = firstNotBelow(starts, start - passageLength, 0, starts.length);
    return low < starts.length && (starts[low] as number) <= start + passageLength;
  }
}
