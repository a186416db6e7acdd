/** The name that evidence is asked about: one object is moved from name to name of a text, since a file has many. */
import type { Place } from "../content/types.ts";
import { placeAt, type Regions } from "../languages/regions.ts";
import type { Candidate } from "./evidence.ts";
import type { Sightings } from "./sightings.ts";
import { type Surroundings, surroundings } from "./surroundings.ts";
import type { WordList } from "./wordList.ts";

export class CandidateName implements Candidate {
  first = 0;
  last = 0;
  place: Place = "identifier";
  private near: Surroundings | undefined;

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
    this.near = undefined;
    return this;
  }

  nearby(): Surroundings {
    this.near ??= surroundings(
      this.text,
      this.regions,
      this.place,
      this.words.starts[this.first] as number,
      this.words.ends[this.last] as number,
    );
    return this.near;
  }
}
