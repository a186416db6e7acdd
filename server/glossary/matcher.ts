/**
 * One pass over the words of a text: at each the longest phrase whose evidence holds is a match, unless it lies inside the
 * last one. What lacked support is asked once more when all are found (`repeats.ts`).
 */
import type { Place } from "../content/types.ts";
import type { LanguageSyntax } from "../languages/language.ts";
import { placeKinds, type Regions, scanRegions, syntaxOf, unknownSyntax } from "../languages/regions.ts";
import { CandidateName } from "./candidateName.ts";
import { demandsSupport } from "./compiledEvidence.ts";
import { isData } from "./data.ts";
import { holds, isBacked, isPossible } from "./evidence.ts";
import { breakGap, type GapRules, looseGap } from "./gap.ts";
import { ImportedModules } from "./importedModules.ts";
import { foldWord } from "./letters.ts";
import { pathWords } from "./pathWords.ts";
import type { Pattern } from "./patterns.ts";
import { alone, nothing } from "./phraseTable.ts";
import { readWords } from "./readWords.ts";
import { type Doubtful, Repeats } from "./repeats.ts";
import { Sightings } from "./sightings.ts";
import type { TermIndex } from "./termIndex.ts";
import { WaysInText } from "./waysInText.ts";
import type { WordList } from "./wordList.ts";

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

/** Of one text, or a part of it; used once. */
export class Matcher {
  private readonly regions: Regions;
  private readonly words: WordList;
  private readonly candidate: CandidateName;
  private readonly waysInText: WaysInText;
  private readonly repeats = new Repeats();
  /** Nodes of the phrase that is being followed: one array for all. */
  private readonly path: number[] = [];

  constructor(
    private readonly document: MatchDocument,
    private readonly index: TermIndex,
    from: number,
    to: number,
  ) {
    const syntax = syntaxOf(document.languageId) ?? unknownSyntax;
    const rules: GapRules = {
      hyphenated: syntax.identifierExtra?.includes("-") === true,
      lineComments: syntax.lineComments,
      spaced: syntax.spacedKeywords === true,
      prose: syntax.prose === true,
    };
    this.regions = document.regions ?? scanRegions(document.text, syntax);
    this.words = readWords(document.text, this.regions, from, to, index.vocabulary, rules);
    const sightings = new Sightings(
      this.words,
      pathWords(document.file ?? "", index.vocabulary),
      index.vocabulary.size,
    );
    this.candidate = new CandidateName(document.text, this.regions, this.words, sightings);
    const imports = importsOf(document.text, this.regions, syntax);
    this.waysInText = new WaysInText(document.languageId, sightings, imports);
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
    const evidence = pattern.evidence;
    if (evidence === undefined) return this.match(pattern, first, last);
    const candidate = this.candidate.at(first, last);
    for (const way of this.waysInText.of(evidence).open) {
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
    const evidence = pattern.evidence;
    if (evidence === undefined) return undefined;
    const candidate = this.candidate.at(first, last);
    const isFree = this.waysInText.of(evidence).possible.some((way) => isPossible(way, candidate));
    return isFree ? this.match(pattern, first, last) : undefined;
  }

  private match({ termId, name }: Pattern, first: number, last: number): Match | undefined {
    const { words } = this;
    const start = words.starts[first] as number;
    if (isData(this.document.text, start, words.ends[first] as number)) return undefined;
    return {
      termId,
      name,
      start,
      end: words.ends[last] as number,
      place: placeKinds[words.placeKindOf(first)] as Place,
    };
  }
}

/** A symbol must stand as it is; the other gaps may be tighter than allowed. */
const fits = (gap: number, allowed: number): boolean =>
  allowed <= looseGap ? gap <= allowed : gap === allowed;
