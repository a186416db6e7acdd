/** The words of a file's name and of the folders it lies in: `redis/lock.py` is about locks of Redis, whatever its lines say. */
import { foldWord } from "./letters.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./wordReader.ts";

/** The name and so many folders above it; what lies higher is about where a project lies. */
const folders = 2;

/** Numbers of the words of a path or URI, in order; 0 for those that no term knows. */
export function pathWords(file: string, vocabulary: Vocabulary): number[] {
  const near = file
    .split(/[\\/]/)
    .slice(-1 - folders)
    .join("/");
  return wordsOf(near).map(({ text }) => vocabulary.numberOf(foldWord(text)));
}
