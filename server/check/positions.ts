/** Offsets as lines and characters (0-based, UTF-16), found by halving: a file of many findings is split once. */
import type { Span } from "../model/codeModel.ts";

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export class LineIndex {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const found = [0];
    for (const { 0: lineBreak, index } of text.matchAll(/\r\n|\r|\n/g)) found.push(index + lineBreak.length);
    this.#starts = found;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.#starts[low]! };
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }
}
