/**
 * Finds terms in a text, or the one at an offset. One pass over the words; at each the longest phrase whose evidence
 * holds wins, and a match inside a longer one is dropped. A name that lacks support counts where its term was found just
 * before or after (`repeats.ts`). Both functions agree: what `termAt` finds, `findTerms` lists.
 */
import type { Place } from "../content/types.ts";
import type { LanguageSyntax } from "../languages/language.ts";
import { type Regions, scanRegions, syntaxOf, unknownSyntax } from "../languages/regions.ts";
import { CandidateName } from "./candidateName.ts";
import { isData } from "./data.ts";
import { demandsSupport, holds, isBacked, isPossible } from "./evidence.ts";
import { isForeignText } from "./foreignText.ts";
import { breakGap, type GapRules, looseGap } from "./gap.ts";
import { ImportedModules } from "./importedModules.ts";
import { digit, foldWord, kindOf, lower, mark, other, upper } from "./letters.ts";
import { pathWords } from "./pathWords.ts";
import type { Pattern } from "./patterns.ts";
import { alone, nothing } from "./phraseTable.ts";
import { type Doubtful, Repeats } from "./repeats.ts";
import { Sightings } from "./sightings.ts";
import { maxSurroundings, passageLength, repeatLength } from "./surroundings.ts";
import type { TermIndex } from "./termIndex.ts";
import { readWords, type WordList } from "./wordList.ts";

export interface MatchDocument {
  readonly text: string;
  readonly languageId: string;
  /** Path or URI, when it is a file: its words are evidence (`pathWords.ts`), and some hold no terms (`foreignText.ts`). */
  readonly file?: string;
  /** Regions of this text, when the caller keeps them. */
  readonly regions?: Regions;
}

export interface Match {
  readonly termId: string;
  /** The name or alias that was found, as the term states it. */
  readonly name: string;
  /** UTF-16 offsets of the matched words only: `rateLimiter` of `sharedRateLimiter`. */
  readonly start: number;
  readonly end: number;
  readonly place: Place;
}

/** Half-open range of UTF-16 offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Every match that touches the range (the whole text when absent), by start; none lies inside another. */
export function findTerms(document: MatchDocument, index: TermIndex, range?: TextRange): Match[] {
  const { text } = document;
  if (range === undefined) return matches(document, index, 0, text.length);
  const from = wordBoundary(text, range.start - reach, -1);
  const to = wordBoundary(text, range.end + reach, 1);
  return matches(document, index, from, to).filter(
    ({ start, end }) => start < range.end && end > range.start,
  );
}

/**
 * The match under `offset`, the longest when several overlap there. Right after a match counts as on it when nothing
 * follows that could be meant instead. At the start of an identifier, where a search or a jump leaves the cursor, the whole
 * name is meant: `withTimeout` is about a timeout.
 */
export function termAt(document: MatchDocument, offset: number, index: TermIndex): Match | undefined {
  const name = identifierAround(document.text, offset);
  const around = findTerms(document, index, { start: name.start - 1, end: name.end + 1 });
  const on = around.filter(({ start, end }) => start <= offset && offset < end);
  if (on.length > 0) return longest(on);
  const next = document.text.charCodeAt(offset);
  const free = Number.isNaN(next) || kindOf(next) === other;
  const behind = free ? around.filter(({ end }) => end === offset) : [];
  if (behind.length > 0) return longest(behind);
  if (offset !== name.start) return undefined;
  return longest(around.filter(({ start, end }) => start >= name.start && end <= name.end));
}

/** Of several as long, the last: it is the noun of most names. */
const longest = (matches: readonly Match[]): Match | undefined =>
  matches.reduce<Match | undefined>(
    (best, each) => (best !== undefined && each.end - each.start < best.end - best.start ? best : each),
    undefined,
  );

/** The letters, digits and underscores around an offset. */
function identifierAround(text: string, offset: number): TextRange {
  let start = offset;
  let end = offset;
  while (start > 0 && offset - start < maxWordLength && isInName(text.charCodeAt(start - 1))) start--;
  while (end < text.length && end - offset < maxWordLength && isInName(text.charCodeAt(end))) end++;
  return { start, end };
}

const nameKinds: readonly number[] = [lower, upper, digit, mark];
const isInName = (code: number): boolean => code === 95 || nameKinds.includes(kindOf(code));

/** Longest match, the name that bears it out and the surroundings of that: what lies farther away cannot matter. */
const reach = repeatLength + Math.max(2 * maxSurroundings, passageLength) + 400;
/** Words longer than this are data, and may be cut. */
const maxWordLength = 300;

/** The nearest place, going outward, where no word is cut. */
function wordBoundary(text: string, near: number, step: 1 | -1): number {
  let at = Math.min(text.length, Math.max(0, near));
  for (let moved = 0; moved < maxWordLength && at > 0 && at < text.length; moved++) {
    if (text.charCodeAt(at) <= 32 || text.charCodeAt(at - 1) <= 32) break;
    at += step;
  }
  const cutsPair = at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return cutsPair ? at - 1 : at;
}

function matches(document: MatchDocument, index: TermIndex, from: number, to: number): Match[] {
  if (document.file !== undefined && isForeignText(document.file)) return [];
  const syntax = syntaxOf(document.languageId) ?? unknownSyntax;
  return new Matcher(document, syntax, index, from, to).run();
}

/** A caller that keeps the regions of a text spares reading its imports again, too. */
const keptImports = new WeakMap<Regions, ImportedModules>();

function importsOf(text: string, regions: Regions, syntax: LanguageSyntax): ImportedModules {
  let imports = keptImports.get(regions);
  if (imports === undefined) {
    imports = new ImportedModules(text, syntax);
    keptImports.set(regions, imports);
  }
  return imports;
}

class Matcher {
  private readonly regions: Regions;
  private readonly words: WordList;
  private readonly candidate: CandidateName;
  private readonly repeats = new Repeats();
  /** Nodes of the phrase that is being followed: one array for all. */
  private readonly path: number[] = [];

  constructor(
    private readonly document: MatchDocument,
    syntax: LanguageSyntax,
    private readonly index: TermIndex,
    from: number,
    to: number,
  ) {
    const rules: GapRules = {
      hyphenated: syntax.identifierExtra?.includes("-") === true,
      lineComments: syntax.lineComments,
      spaced: syntax.spacedKeywords === true,
      prose: syntax.prose === true,
    };
    this.regions = document.regions ?? scanRegions(document.text, syntax);
    this.words = readWords(document.text, this.regions, from, to, index.vocabulary, rules);
    const sightings = new Sightings(this.words, pathWords(document.file ?? "", index.vocabulary));
    this.candidate = new CandidateName(
      document.text,
      document.languageId,
      this.regions,
      this.words,
      sightings,
      importsOf(document.text, this.regions, syntax),
    );
  }

  run(): Match[] {
    const { words, repeats } = this;
    const { phrases } = this.index;
    const found: Match[] = [];
    let reached = -1;
    for (let first = 0; first < words.length; first++) {
      const word = words.numbers[first] as number;
      const next = first + 1 < words.length ? (words.numbers[first + 1] as number) : 0;
      const begins = phrases.mayBegin(word, next);
      if (begins === nothing) continue;
      const most = begins === alone ? 1 : words.length - first;
      const match = this.longestFrom(first, phrases.beginning(word), most);
      if (match === undefined || match.end <= reached) continue;
      reached = match.end;
      found.push(match);
    }
    const termOf = (pattern: number) => this.index.patterns.at(pattern).termId;
    return repeats.addTo(found, termOf, (doubtful) => this.repeated(doubtful));
  }

  /** `beginning` is the node of the first word; a phrase from there has `most` words. */
  private longestFrom(first: number, beginning: number, most: number): Match | undefined {
    const { words } = this;
    const { phrases } = this.index;
    const { path } = this;
    let count = 0;
    for (
      let node = beginning;
      node !== 0;
      node = phrases.next(node, words.numbers[first + count] as number)
    ) {
      path[count++] = node;
      if (count === most) break;
    }
    // What stands between is asked only of words that would go on: most do not.
    const joined = this.joinedFrom(first, count);
    for (let length = joined; length > 0; length--) {
      const node = path[length - 1] as number;
      for (let end = phrases.firstEnd(node); end >= 0; end = phrases.nextEnd(end)) {
        const match = this.accepted(end, first, first + length - 1);
        if (match !== undefined) return match;
      }
    }
    return undefined;
  }

  /** How many of `count` words from `first` on no gap breaks apart. */
  private joinedFrom(first: number, count: number): number {
    let joined = 1;
    while (joined < count && this.words.gapBefore(first + joined) !== breakGap) joined++;
    return joined;
  }

  private accepted(number: number, first: number, last: number): Match | undefined {
    const { words } = this;
    const pattern = this.index.patterns.at(number);
    const { text } = this.document;
    for (let index = 0; index < pattern.gaps.length; index++) {
      if (!fits(words.gapBefore(first + index + 1), pattern.gaps[index] as number)) return undefined;
    }
    const start = words.starts[first] as number;
    const end = words.ends[last] as number;
    if (pattern.forms !== undefined && !pattern.forms.has(foldWord(text.slice(start, end)))) return undefined;
    const evidence = pattern.evidence();
    if (evidence === undefined) return this.match(pattern, first, last);
    const candidate = this.candidate.at(first, last);
    for (const way of evidence.ways) {
      if (!holds(way, candidate)) continue;
      if (demandsSupport(way) && way.imports === undefined && !isBacked(evidence, candidate)) continue;
      return this.match(pattern, first, last);
    }
    this.repeats.addDoubtful(number, first, last, start, end);
    return undefined;
  }

  /** A doubtful match, when nothing speaks against it. */
  private repeated({ pattern: number, first, last }: Doubtful): Match | undefined {
    const pattern = this.index.patterns.at(number);
    const candidate = this.candidate.at(first, last);
    const isFree = pattern.evidence()?.ways.some((way) => isPossible(way, candidate)) === true;
    return isFree ? this.match(pattern, first, last) : undefined;
  }

  private match({ termId, name }: Pattern, first: number, last: number): Match | undefined {
    const { words } = this;
    const start = words.starts[first] as number;
    if (isData(this.document.text, start, words.ends[first] as number)) return undefined;
    return { termId, name, start, end: words.ends[last] as number, place: words.placeOf(first) };
  }
}

/** A symbol must stand as it is; the other gaps may be tighter than allowed. */
const fits = (gap: number, allowed: number): boolean =>
  allowed <= looseGap ? gap <= allowed : gap === allowed;
