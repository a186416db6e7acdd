/**
 * What a UTF-16 unit is to a word, and what it is folded to when words are compared: case and diacritics do not count.
 * Answers are tabled on first use, since a scan asks for every unit of a file.
 */

export const other = 0;
export const lower = 1;
export const upper = 2;
export const digit = 3;
/** A character that is a word by itself: Chinese and Japanese write no spaces. */
export const ideograph = 4;
/** Belongs to the word around it and counts for nothing: combining accents, the soft hyphen. */
export const mark = 5;
/** First half of a surrogate pair; the pair decides. */
export const surrogate = 6;

const unknown = 255;
const kinds = new Uint8Array(0x10000).fill(unknown);
const folds = new Uint16Array(0x10000);

for (let code = 0; code < 128; code++) classify(code);

/** Kind of a UTF-16 unit: one of the constants above. */
export function kindOf(code: number): number {
  const kind = kinds[code] as number;
  return kind === unknown ? classify(code) : kind;
}

/** Lower case without diacritics. Only meaningful for units that `kindOf` has seen. */
export const fold = (code: number): number => folds[code] as number;

function classify(code: number): number {
  const character = String.fromCharCode(code);
  folds[code] = foldedCode(character);
  const kind = kindOfCharacter(code, character);
  kinds[code] = kind;
  return kind;
}

function kindOfCharacter(code: number, character: string): number {
  if (code >= 0xd800 && code < 0xdc00) return surrogate;
  if (code === 0xad || /\p{M}/u.test(character)) return mark;
  if (/\p{Nd}/u.test(character)) return digit;
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|ー/u.test(character)) return ideograph;
  if (!/\p{L}/u.test(character)) return other;
  return character !== character.toLowerCase() ? upper : lower;
}

/** The base letter of `É` is `e`. Elsewhere a mark makes another letter (`が`, Korean syllables) and is kept. */
function foldedCode(character: string): number {
  const small = character.toLowerCase();
  const accented = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}/u.test(character);
  const folded = (accented ? small.normalize("NFD") : small).charAt(0);
  return folded === "" ? character.charCodeAt(0) : folded.charCodeAt(0);
}

/** Letters of a word as they are compared. */
export function foldWord(word: string): string {
  if (/^[a-z\d]*$/.test(word)) return word;
  let folded = "";
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if (kindOf(code) !== mark) folded += String.fromCharCode(fold(code));
  }
  return folded;
}

/** Whether a surrogate pair at `at` is a letter and so a word by itself. */
export const isLetterPair = (text: string, at: number): boolean => {
  const point = text.codePointAt(at);
  return point !== undefined && point > 0xffff && /\p{L}/u.test(String.fromCodePoint(point));
};
