/**
 * Several fixes at once. Fixes that touch the same text are taken one at a time (the others will be found again), but an
 * edit that two of them share, such as an added import, is made once.
 */
import type { Edit, Fix } from "./rule.ts";

/** The edits of as many of the fixes as go together, by position. */
export function mergeFixes(fixes: readonly Fix[]): Edit[] {
  const merged: Edit[] = [];
  for (const { edits } of fixes) {
    const fresh = edits.filter((edit) => !merged.some((other) => isSame(edit, other)));
    if (fresh.some((edit) => merged.some((other) => conflicts(edit, other)))) continue;
    merged.push(...fresh);
  }
  return merged.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

const isSame = (a: Edit, b: Edit): boolean =>
  a.span.start === b.span.start && a.span.end === b.span.end && a.newText === b.newText;

/** Overlap, or two insertions at one place, whose order nobody has chosen. */
function conflicts(a: Edit, b: Edit): boolean {
  if (a.span.start === b.span.start && a.span.end === b.span.end) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

/** The text with edits that do not overlap made in it. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const backward = [...edits].sort((a, b) => b.span.start - a.span.start);
  return backward.reduce(
    (current, { span, newText }) => current.slice(0, span.start) + newText + current.slice(span.end),
    text,
  );
}
