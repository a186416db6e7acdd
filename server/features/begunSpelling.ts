/**
 * A name, written on as somebody began to write it: `rate_l` becomes `rate_limiter`, `Rate l` becomes `Rate limiter`. Where
 * the name's own spelling already goes on from what stands there (`write-a`, `GraphQ`), it is kept.
 */

/** `name` without explanations in parentheses; `typed` is the beginning, as it stands in the text. */
export function writtenOn(name: string, typed: string): string {
  if (name.startsWith(typed)) return name;
  const natural = naturalCase(name, typed);
  const isJoined = /[_-]|\p{Ll}\p{Lu}/u.test(typed);
  if (!isJoined || natural.toLowerCase().startsWith(typed.toLowerCase())) return natural;
  const words = name
    .replace(/['’]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
  if (typed.includes("_")) return inCase(words.join("_"), typed);
  if (typed.includes("-")) return inCase(words.join("-"), typed);
  const camel = words.map((word, index) => (index === 0 ? word : capital(word))).join("");
  return startsUpper(typed) ? capital(camel) : camel;
}

/** Words and hyphens of the name itself, in the case that was begun. */
function naturalCase(name: string, typed: string): string {
  if (isShouted(typed)) return name.toUpperCase();
  const words = name.split(" ");
  const begun = typed.split(" ");
  if (begun.length > 1 && begun.every(startsUpper)) return words.map(capital).join(" ");
  return startsUpper(typed) ? capital(name) : [lowered(words[0] ?? ""), ...words.slice(1)].join(" ");
}

function inCase(joined: string, typed: string): string {
  if (isShouted(typed)) return joined.toUpperCase();
  return startsUpper(typed) ? capital(joined) : joined;
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** A word with capitals inside is an abbreviation or a proper name (`CAP`, `MapReduce`) and stays. */
const lowered = (word: string): string =>
  /\p{Lu}/u.test(word.slice(1)) ? word : word.slice(0, 1).toLowerCase() + word.slice(1);

const startsUpper = (text: string): boolean => /^\p{Lu}/u.test(text);

const isShouted = (text: string): boolean => /\p{Lu}.*\p{Lu}/su.test(text) && !/\p{Ll}/u.test(text);
