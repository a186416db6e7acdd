/**
 * Where the tab stops of a pattern are: whole tokens only, so that `Ring` does not open in `String`. Comments count,
 * since a comment that names the class must follow when the class is renamed.
 */
import type { TabStop } from "./types.ts";

export interface TabStopPlace {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Every occurrence of every stop's token, by position. */
export function findTabStops(code: string, tabStops: readonly TabStop[]): TabStopPlace[] {
  const places = tabStops.flatMap(({ index, token }) =>
    occurrences(code, token).map((start) => ({ index, start, end: start + token.length })),
  );
  return places.sort((a, b) => a.start - b.start);
}

function occurrences(code: string, token: string): number[] {
  const found: number[] = [];
  for (let at = code.indexOf(token); at !== -1; at = code.indexOf(token, at + token.length)) {
    const before = at > 0 && isWordCharacter(code[at - 1]) && isWordCharacter(token[0]);
    const after = isWordCharacter(code[at + token.length]) && isWordCharacter(token.at(-1));
    if (!before && !after) found.push(at);
  }
  return found;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
