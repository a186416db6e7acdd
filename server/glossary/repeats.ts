/**
 * A text that speaks of a term goes on to speak of it ("one sense per discourse", Gale, Church and Yarowsky 1992): where a
 * name of a term was shown, other names of it count close by without being shown anew, unless something speaks against them.
 */
import { firstNotBelow } from "./span.ts";
import { repeatLength } from "./surroundings.ts";

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

/** The part of a match that is needed here. */
interface Found {
  readonly termId: string;
  readonly start: number;
  readonly end: number;
}

/** Numbers kept for each doubtful name: many are, and few are asked for again. */
const doubtfulSize = 5;
/** Of one text at a time; the memory is kept for the next. */
let memory = new Int32Array(doubtfulSize << 8);

export class Repeats {
  private doubtful = 0;

  /** Called in the order of the text. */
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

  /** `found`, by start, with the doubtful names that repeat one of them; `confirm` has the last word. */
  addTo<Match extends Found>(
    found: readonly Match[],
    termOf: (pattern: number) => string,
    confirm: (doubtful: Doubtful) => Match | undefined,
  ): Match[] {
    const shown = startsByTerm(found);
    const added: Match[] = [];
    let next = 0;
    let reached = -1;
    for (let at = 0; at < doubtfulSize * this.doubtful; at += doubtfulSize) {
      const pattern = memory[at] as number;
      const start = memory[at + 3] as number;
      if (start < reached || !hasNear(shown.get(termOf(pattern)), start)) continue;
      const first = memory[at + 1] as number;
      const last = memory[at + 2] as number;
      const end = memory[at + 4] as number;
      while (next < found.length && (found[next] as Match).end <= start) next++;
      if (next < found.length && (found[next] as Match).start < end) continue;
      const match = confirm({ pattern, first, last, start, end });
      if (match === undefined) continue;
      reached = match.end;
      added.push(match);
    }
    return added.length === 0 ? [...found] : [...found, ...added].sort((a, b) => a.start - b.start);
  }
}

/** Where names of each term were shown, ascending. */
function startsByTerm(found: readonly Found[]): Map<string, number[]> {
  const shown = new Map<string, number[]>();
  for (const { termId, start } of found) {
    const starts = shown.get(termId);
    if (starts === undefined) shown.set(termId, [start]);
    else starts.push(start);
  }
  return shown;
}

function hasNear(starts: readonly number[] | undefined, start: number): boolean {
  if (starts === undefined) return false;
  const low = firstNotBelow(starts, start - repeatLength, 0, starts.length);
  return low < starts.length && (starts[low] as number) <= start + repeatLength;
}
