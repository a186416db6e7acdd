/**
 * Letters that are data and no words: a checksum, a key, an escape. `cdc` inside `64e9e0cdc04d` is found by the same rules
 * as `2PC` inside `two2PC`, so what tells them apart is how often the whole run changes between letters and digits.
 */

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isInRun = (code: number): boolean => isLetter(code) || isDigit(code);
/** Of a letter or digit: its block of 32 in ASCII. */
const caseOrDigit = (code: number): number => code >> 5;

/** Shorter runs are names: `p99`, `K8s`, `sha256Sum`. */
const minLength = 12;
/** A hash changes at every second character or so, `sha256OfP99Latency` at every fourth. */
const maxCharactersPerChange = 3;
/** Base64 changes between small letters, capitals and digits at three of five characters, names at two of five or less. */
const minMixedLength = 20;
const maxCharactersPerMixedChange = 1.9;
/** Words of a run this far away do not matter. */
const maxReach = 80;

/** Whether the run of ASCII letters and digits that holds `start`…`end` is data. */
export function isData(text: string, start: number, end: number): boolean {
  let from = start;
  while (from > 0 && start - from < maxReach && isInRun(text.charCodeAt(from - 1))) from--;
  if (isEscape(text, from, start)) return true;
  let digitChanges = 0;
  let caseChanges = 0;
  let last = text.charCodeAt(from);
  let to = from + 1;
  for (; to < text.length && to - end < maxReach; to++) {
    const code = text.charCodeAt(to);
    if (!isInRun(code)) break;
    if (isDigit(code) !== isDigit(last)) digitChanges++;
    if (caseOrDigit(code) !== caseOrDigit(last)) caseChanges++;
    last = code;
  }
  const length = to - from;
  if (length < minLength) return false;
  if (digitChanges * maxCharactersPerChange >= length) return true;
  return length >= minMixedLength && caseChanges * maxCharactersPerMixedChange >= length;
}

/** The word is glued to an escape of data: `\\u0180cdn`. */
const isEscape = (text: string, from: number, start: number): boolean =>
  text.charCodeAt(from - 1) === 92 &&
  start > from + 2 &&
  /^(?:u[\da-f]{4}|x[\da-f]{2})/i.test(text.slice(from, from + 5));
