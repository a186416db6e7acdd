/**
 * A name put in place of another as that one is written there: `purchaseOrders` becomes `salesOrders`, `PURCHASE_ORDER`
 * `SALES_ORDER`, "Purchase Order" "Sales Order".
 */
import { nounForms } from "../glossary/inflection.ts";
import { withoutParentheses } from "../glossary/phrases.ts";

export interface Found {
  /** As it stands in the text. */
  readonly text: string;
  /** What it is called where it is listed. */
  readonly word: string;
  /** It is, or is part of, an identifier: no spaces may come in. */
  readonly isIdentifier: boolean;
  /** The one or two characters right before and behind it. */
  readonly before: string;
  readonly after: string;
}

/** `name` in the spelling and number of what was found. */
export function reworded(name: string, found: Found): string {
  const words = withoutParentheses(name).trim().split(/\s+/);
  const numbered = isPlural(found) ? [...words.slice(0, -1), plural(words.at(-1) ?? "")] : words;
  const joint = jointOf(found);
  if (joint === " ") return isShouted(found) ? numbered.join(" ").toUpperCase() : inProse(numbered, found);
  const parts = numbered.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u)).filter((word) => word !== "");
  if (joint !== "")
    return isShouted(found)
      ? parts.join(joint).toUpperCase()
      : cased(parts.join(joint).toLowerCase(), found.text);
  if (isShouted(found)) return parts.join("_").toUpperCase();
  const [first = "", ...rest] = parts.map((part) => part.toLowerCase());
  return cased([first, ...rest.map(capital)].join(""), found.text);
}

/** What joins words here: a space, `_`, `-`, or nothing in camel case. */
function jointOf({ text, word, isIdentifier, before, after }: Found): string {
  if (text.includes("_")) return "_";
  const isHyphenated = text.includes("-") && !word.includes("-") && !text.includes(" ");
  if (isHyphenated) return "-";
  if (/\p{Ll}\p{Lu}/u.test(text)) return "";
  if (isSnake(before, after)) return "_";
  return isIdentifier || /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after) ? "" : " ";
}

/** A part of a name with underscores; around a word alone they are emphasis. */
const isSnake = (before: string, after: string): boolean =>
  /[\p{L}\p{N}]_$/u.test(before) || /^_[\p{L}\p{N}]/u.test(after);

function inProse(words: readonly string[], { text: found, word }: Found): string {
  const begun = found.split(/[\s-]+/);
  if (begun.length > 1 && begun.every(startsUpper)) return words.map(capital).join(" ");
  const [first = "", ...rest] = words;
  return [startsUpper(found) && !isUpper(word) ? capital(first) : lowered(first), ...rest].join(" ");
}

/** A word with capitals inside is an abbreviation or a proper name and stays. */
const lowered = (word: string): string =>
  /\p{Lu}/u.test(word.slice(1)) ? word : word.slice(0, 1).toLowerCase() + word.slice(1);

const cased = (text: string, found: string): string => (startsUpper(found) ? capital(text) : text);
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const startsUpper = (text: string): boolean => /^\p{Lu}/u.test(text);
/** In capitals only; an abbreviation always is, and shouts only within a constant's name. */
const isShouted = ({ text, word, before, after }: Found): boolean =>
  isUpper(text) && (!isUpper(word) || isSnake(before, after));

const isUpper = (text: string): boolean => /\p{Lu}.*\p{Lu}/su.test(text) && !/\p{Ll}/u.test(text);

/** The last word is a plural that the listed word is not. */
function isPlural({ text, word }: Found): boolean {
  const last = lastWord(text);
  const listed = lastWord(word);
  return last !== listed && (last === `${listed}s` || nounForms(listed).includes(last));
}

const lastWord = (text: string): string =>
  (/[\p{L}\p{N}]+$/u.exec(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))?.[0] ?? "").toLowerCase();

function plural(word: string): string {
  const form = nounForms(word.toLowerCase())[1];
  if (form === undefined) return word;
  return form.startsWith(word.toLowerCase()) ? word + form.slice(word.length) : cased(form, word);
}
