/**
 * The word sequences by which a name is found. `OAuth 2.0` is [o auth 2 . 0] and [oauth 2 . 0], because code writes both
 * `OAuth2` and `oauth2`; `Rate limiter` is also [ratelimiter], because packages are named so.
 */
import { looseGap, noGap, tightGap } from "./gap.ts";
import { foldWord } from "./letters.ts";
import { plainWords, wordsOf } from "./wordReader.ts";

export interface Phrase {
  /** Folded. */
  readonly words: readonly string[];
  /** What may stand before each word but the first: the loosest gap allowed, or the code of a symbol that must stand. */
  readonly gaps: readonly number[];
}

/** A run of letters and digits in a name, with what separates it from the run before. */
interface Chunk {
  readonly words: readonly string[];
  readonly gap: number;
}

/** Names with more spellings than these are not worth the room. */
const maxPhrases = 12;
/** Longer names are sentences. */
const maxWords = 16;
/** Two words written as one are taken for it only when long: `ratelimiter`, but not `hotkey`. */
const minJoinedWords = 9;
const minJoinedHyphens = 5;

/** Explanations in parentheses are not part of a name: `Time to live (TTL)`. */
export const withoutParentheses = (name: string): string =>
  name.includes("(") ? name.replace(/\s*\([^)]*\)/g, "") : name;

/** Between the words of a plain name, by how many they are. */
const looseGaps = Array.from({ length: maxWords + 1 }, (_, count) =>
  Array.from({ length: Math.max(0, count - 1) }, () => looseGap),
);

export function phrasesOf(name: string): Phrase[] {
  const words = plainWords(name);
  return words === undefined ? anyPhrases(name) : plainPhrases(words);
}

/** What `anyPhrases` gives for the name of these words, in a quarter of the time. */
function plainPhrases(words: readonly string[]): Phrase[] {
  const gaps = looseGaps[words.length];
  if (gaps === undefined) return [];
  const joined = joinedPhrase(words);
  return joined === undefined ? [{ words, gaps }] : [{ words, gaps }, joined];
}

/** The same for every name. Exported for the tests, which compare the two. */
export function anyPhrases(name: string): Phrase[] {
  const chunks = chunksOf(withoutParentheses(name));
  const phrases = spelledPhrases(chunks);
  const isJoinable = phrases.length > 0 && chunks.every(({ gap }) => gap <= looseGap);
  const joined = isJoinable ? joinedPhrase(chunks.map(({ words }) => words.join(""))) : undefined;
  return joined === undefined ? phrases : [...phrases, joined];
}

/** The folded words by which a word or phrase of a condition is found: `GraphQL` as [graph ql] and [graphql]. */
export function conditionPhrases(text: string): (readonly string[])[] {
  const words = plainWords(text);
  return words === undefined ? spelledPhrases(chunksOf(text)).map((phrase) => phrase.words) : [words];
}

/** Each chunk in each of its spellings. */
function spelledPhrases(chunks: readonly Chunk[]): Phrase[] {
  const count = chunks.reduce((sum, { words }) => sum + words.length, 0);
  if (count === 0 || count > maxWords) return [];
  let phrases: Phrase[] = [{ words: [], gaps: [] }];
  for (const chunk of chunks) {
    const spellings = spellingsOf(chunk);
    phrases = phrases.flatMap((phrase) => spellings.map((words) => extended(phrase, words, chunk.gap)));
    if (phrases.length > maxPhrases) phrases.length = maxPhrases;
  }
  return phrases;
}

function chunksOf(name: string): Chunk[] {
  const chunks: { words: string[]; gap: number }[] = [];
  let end = 0;
  for (const word of wordsOf(name)) {
    const between = name.slice(end, word.start);
    end = word.end;
    // The possessive is optional in text: `Little's law`, `Littles law`.
    if (/^['’]$/.test(between) && /^s$/i.test(word.text)) continue;
    const folded = foldWord(word.text);
    const last = chunks.at(-1);
    if (between === "" && last !== undefined) last.words.push(folded);
    else
      chunks.push({
        words: [folded],
        gap: last === undefined ? noGap : gapIn(between.replace(/^['’]s?/, "")),
      });
  }
  return chunks;
}

/** A symbol between words must stand in text too; spaces and hyphens stand for each other. */
const gapIn = (between: string): number =>
  between.length === 1 && /[+/.&#:*]/.test(between) ? between.charCodeAt(0) : looseGap;

/** `GraphQL` as [graph ql] and [graphql]. Digits and ideographs are always cut off by the reader. */
function spellingsOf({ words }: Chunk): (readonly string[])[] {
  if (words.length === 1) return [words];
  const joined: string[] = [];
  let apart = true;
  for (const word of words) {
    const alone = /^[\p{Nd}\u3040-\u9fff]/u.test(word);
    if (alone || apart) joined.push(word);
    else joined.push(`${joined.pop()}${word}`);
    apart = alone;
  }
  return joined.length === words.length ? [words] : [words, joined];
}

/** Inside a chunk no space may stand: `NoSQL` is not "no SQL". */
function extended(phrase: Phrase, words: readonly string[], gap: number): Phrase {
  const first = phrase.words.length === 0 ? [] : [gap];
  const inner = words.slice(1).map(() => tightGap);
  return { words: [...phrase.words, ...words], gaps: [...phrase.gaps, ...first, ...inner] };
}

/** The parts of a name as one word. */
function joinedPhrase(parts: readonly string[]): Phrase | undefined {
  const [first, second, third] = parts;
  if (first === undefined || second === undefined) return undefined;
  const word = parts.join("");
  const hyphenated = third === undefined && first.length === 1;
  if (word.length < (hyphenated ? minJoinedHyphens : minJoinedWords)) return undefined;
  if (!/^\p{L}+$/u.test(word) || /[\u3040-\u9fff]/.test(word)) return undefined;
  return { words: [word], gaps: [] };
}
