/**
 * The phrases of an index while it is built: numbers in one list, since values of their own for tens of thousands of phrases
 * would cost more than all that is done with them.
 */
export class PhraseList {
  /** Each word of any phrase once, by its place in `parts`. */
  readonly words: string[] = [];
  /** The words of all phrases, one phrase after the other, as places in `words`. */
  readonly parts: number[] = [];
  /** Where each phrase ends in `parts`. */
  readonly ends: number[] = [];
  private readonly places = new Map<string, number>();

  get length(): number {
    return this.ends.length;
  }

  add(phrase: readonly string[]): void {
    for (const word of phrase) this.parts.push(this.placeOf(word));
    this.ends.push(this.parts.length);
  }

  private placeOf(word: string): number {
    const known = this.places.get(word);
    if (known !== undefined) return known;
    const place = this.words.length;
    this.places.set(word, place);
    this.words.push(word);
    return place;
  }
}
