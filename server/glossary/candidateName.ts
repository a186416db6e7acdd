/** The name that evidence is asked about: one object is moved from name to name of a text, since a file has many. */
import type { Place } from "../content/types.ts";
import { placeKinds, type Regions } from "../languages/regions.ts";
import type { Candidate } from "./evidence.ts";
import type { Sightings } from "./sightings.ts";
import { MovingSpan, type Span } from "./span.ts";
import { closeLength, isCode, linesLength, passageLength, surroundings } from "./surroundings.ts";
import type { WordList } from "./wordList.ts";

export class CandidateName implements Candidate {
  first = 0;
  last = 0;
  placeKind = 0;
  private readonly spans = {
    close: new MovingSpan(),
    nearby: new MovingSpan(),
    lines: new MovingSpan(),
    passage: new MovingSpan(),
  };

  constructor(
    readonly text: string,
    private readonly regions: Regions,
    readonly words: WordList,
    readonly sightings: Sightings,
  ) {}

  private get place(): Place {
    return placeKinds[this.placeKind] as Place;
  }

  /** Moves to the words `first`…`last`. */
  at(first: number, last: number): this {
    this.first = first;
    this.last = last;
    this.placeKind = this.words.placeKindOf(first);
    this.spans.close.isSet = false;
    this.spans.nearby.isSet = false;
    this.spans.lines.isSet = false;
    this.spans.passage.isSet = false;
    return this;
  }

  get close(): Span {
    return this.within(this.spans.close, closeLength(this.place));
  }

  get nearby(): Span {
    const span = this.spans.nearby;
    if (span.isSet) return span;
    const { text, regions, place, words, first, last } = this;
    const start = words.starts[first] as number;
    const { from, to } = surroundings(text, regions, place, start, words.ends[last] as number);
    span.set(words, from, to, first, last);
    return span;
  }

  get linesAround(): Span {
    const { nearby } = this;
    if (!isCode(this.place)) return nearby;
    const span = this.spans.lines;
    if (!span.isSet) this.within(span, linesLength).reachOver(nearby);
    return span;
  }

  get passage(): Span {
    return this.within(this.spans.passage, passageLength);
  }

  /** So many units on either side. */
  private within(span: MovingSpan, length: number): MovingSpan {
    if (span.isSet) return span;
    const { words, first, last } = this;
    const from = (words.starts[first] as number) - length;
    span.set(words, from, (words.ends[last] as number) + length, first, last);
    return span;
  }
}
