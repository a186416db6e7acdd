/** The name that evidence is asked about: one object is moved from name to name of a text, since a file has many. */
import type { Place } from "../content/types.ts";
import { placeAt, type Regions } from "../languages/regions.ts";
import type { Candidate } from "./evidence.ts";
import type { Sightings } from "./sightings.ts";
import { type Span, spanOf } from "./span.ts";
import { codeNearLength, passageLength, surroundings } from "./surroundings.ts";
import type { WordList } from "./wordList.ts";

export class CandidateName implements Candidate {
  first = 0;
  last = 0;
  place: Place = "identifier";
  private nearbySpan: Span | undefined;
  private codeSpan: Span | undefined;
  private passageSpan: Span | undefined;

  constructor(
    readonly text: string,
    readonly languageId: string,
    private readonly regions: Regions,
    readonly words: WordList,
    readonly sightings: Sightings,
    readonly imports: () => readonly string[],
  ) {}

  /** Moves to the words `first`…`last`. */
  at(first: number, last: number): this {
    this.first = first;
    this.last = last;
    this.place = placeAt(this.regions, this.words.starts[first] as number);
    this.nearbySpan = undefined;
    this.codeSpan = undefined;
    this.passageSpan = undefined;
    return this;
  }

  get nearby(): Span {
    this.nearbySpan ??= this.surroundings();
    return this.nearbySpan;
  }

  get codeAround(): Span {
    this.codeSpan ??= this.within(codeNearLength);
    return this.codeSpan;
  }

  get passage(): Span {
    this.passageSpan ??= this.within(passageLength);
    return this.passageSpan;
  }

  private surroundings(): Span {
    const { text, regions, place, words, first, last } = this;
    const start = words.starts[first] as number;
    const { from, to } = surroundings(text, regions, place, start, words.ends[last] as number);
    return spanOf(words, from, to, first, last);
  }

  /** So many units on either side. */
  private within(length: number): Span {
    const { words, first, last } = this;
    const from = (words.starts[first] as number) - length;
    return spanOf(words, from, (words.ends[last] as number) + length, first, last);
  }
}
