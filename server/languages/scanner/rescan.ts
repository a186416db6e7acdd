/**
 * The regions of a text that an edit has made out of another: only what lies between two quiet places around the edit is
 * scanned again, so that a keystroke costs the same in a long file as in a short one. Which texts were compared is all that
 * counts, not how the edit was made; the result is the same as that of a whole scan (a property test holds it to that).
 */
import type { Place } from "../../content/types.ts";
import type { LanguageSyntax } from "../language.ts";
import { RegionBuilder, type Regions } from "./regionList.ts";

export interface Scanned {
  readonly text: string;
  readonly regions: Regions;
}

/** Where to scan again, and where the old regions go on. */
export interface Rescan {
  /** A quiet place of both texts. */
  readonly from: number;
  readonly out: RegionBuilder;
}

/** Regions that a keystroke may add. */
const spare = 256;

/** Openers look back over white space and a few characters, an indented string looks one line ahead. */
const margin = 512;

/**
 * Whether what opens, and where it ends, is decided near by. A here document, a mark over several lines or an embedded
 * language may begin because of something that stands far behind.
 */
export function isLocal({ strings, codeMarks = [], embedded, host }: LanguageSyntax): boolean {
  return (
    embedded === undefined &&
    host === undefined &&
    !strings.some(({ heredoc }) => heredoc === true) &&
    !codeMarks.some(({ multiline, fence }) => multiline === true && fence !== true)
  );
}

/** A builder that has the regions before the edit and will end the scan behind it. Undefined when nothing is gained. */
export function planRescan(before: Scanned, text: string, first: Place): Rescan | undefined {
  const prefix = commonPrefix(before.text, text);
  const suffix = commonSuffix(before.text, text, prefix);
  const from = lastWhere(before.regions.quiet, (at) => at <= prefix - margin && hasText(text, at, prefix));
  const changedUntil = before.text.length - suffix;
  const ends = before.regions.quiet.filter(
    (at) => at >= changedUntil + margin && hasText(before.text, at - margin, at),
  );
  if (from === undefined && ends.length === 0) return undefined;
  const out = new ResumingBuilder(first, before.regions, ends, text.length - before.text.length);
  if (from !== undefined) out.copyBefore(before.regions, from);
  return { from: from ?? 0, out };
}

/** Ends the scan at the first quiet place where the old text was quiet too, and takes the rest from there. */
class ResumingBuilder extends RegionBuilder {
  private next = 0;

  constructor(
    first: Place,
    private readonly before: Regions,
    private readonly ends: readonly number[],
    private readonly shift: number,
  ) {
    super(first, before.starts.length + spare);
  }

  override atQuiet(at: number): boolean {
    const { ends, shift } = this;
    while (this.next < ends.length && (ends[this.next] as number) + shift < at) this.next++;
    const end = ends[this.next];
    if (end === undefined || end + shift !== at) return super.atQuiet(at);
    // Once: what is taken over has quiet places of its own.
    this.next = ends.length;
    this.copyFrom(this.before, end, shift);
    return true;
  }
}

function lastWhere(sorted: readonly number[], fits: (value: number) => boolean): number | undefined {
  for (let index = sorted.length - 1; index >= 0; index--) {
    if (fits(sorted[index] as number)) return sorted[index];
  }
  return undefined;
}

function hasText(text: string, from: number, to: number): boolean {
  return /\S/.test(text.slice(Math.max(0, from), to));
}

/** By halves: comparing slices runs at memory speed, comparing characters one by one does not. */
function commonPrefix(a: string, b: string): number {
  return longest(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to));
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const most = Math.min(a.length, b.length) - prefix;
  return longest(
    most,
    (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
  );
}

/** The largest n up to `most` for which `same(0, n)`. */
function longest(most: number, same: (from: number, to: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (same(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
