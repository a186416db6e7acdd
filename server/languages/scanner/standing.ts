/** What stands before an opening decides whether it opens: `#` in `${x#y}` and `'` in `don't` do not. */
import type { Opener } from "./openers.ts";

/** Letters, digits, `_`, anything beyond ASCII, and what the language adds. */
export function isWordCode(code: number, extra: string): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code > 127 ||
    (extra !== "" && extra.includes(String.fromCharCode(code)))
  );
}

/** Whether the opener may stand at `at`. */
export function standsAt(text: string, at: number, opener: Opener, extra: string): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  if (opener.startsWord && isWordCode(before, "")) return false;
  switch (opener.at) {
    case "anywhere":
      return true;
    case "wordStart":
      return !isWordCode(before, extra);
    case "afterSpace":
      return before === 32 || before === 9 || before === 10 || before === 13;
    case "lineStart":
      return isIndented(text, at);
  }
}

/** Only white space before `at` on its line. A `>` counts as white space: quoted Markdown. */
export function isIndented(text: string, at: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    const code = text.charCodeAt(index);
    if (code === 10 || code === 13) return true;
    if (code !== 32 && code !== 9 && code !== 62) return false;
  }
  return true;
}

/** Code points that, last before a string, make it part of an expression. */
const continues = "=,([{+%|&*/<>\\?!~^-";

/** A string that documents: first on its line and no operand, or right after Elixir's `@doc`. */
export function standsAlone(text: string, at: number): boolean {
  if (!isIndented(text, at)) return /@\w*doc[ \t]+$/.test(text.slice(Math.max(0, at - 40), at));
  for (let index = at - 1; index >= 0; index--) {
    const code = text.charCodeAt(index);
    if (code === 32 || code === 9 || code === 10 || code === 13) continue;
    return !continues.includes(String.fromCharCode(code));
  }
  return true;
}
