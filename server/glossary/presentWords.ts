/** Which words a text holds at all: most of what a condition states does not stand in most files, and need not be looked for. */
import type { WordList } from "./wordList.ts";

/** A byte for each word's number. Of one text at a time, like the list itself: the next takes the memory over. */
let memory = new Uint8Array(1 << 14);

export class PresentWords {
  /** Word numbers are at most `highest`. */
  constructor({ numbers, length }: WordList, highest: number) {
    if (memory.length > highest) memory.fill(0, 0, highest + 1);
    else memory = new Uint8Array(2 * highest);
    const held = memory;
    for (let index = 0; index < length; index++) held[numbers[index] as number] = 1;
  }

  haveOne(words: readonly number[]): boolean {
    for (const word of words) if (memory[word] === 1) return true;
    return false;
  }

  haveAll(words: readonly number[]): boolean {
    for (const word of words) if (memory[word] !== 1) return false;
    return true;
  }
}
