/** What the papers promise with certainty, checked against the exact counts. */
import { estimate, keyName, type State } from "./state.ts";

/** Keys that are looked at besides the latest one. */
const WATCHED = 16;

export function brokenInvariant(state: State): string | undefined {
  if (state.plain.total !== state.items || state.summary.total !== state.items)
    return `${state.items} items, but the sketch has ${state.plain.total} and the list ${state.summary.total}`;
  const { keys } = state.params;
  for (let i = 0; i < Math.min(WATCHED, keys); i++) {
    const broken = countedWrong(state, Math.floor((i * keys) / WATCHED) % keys);
    if (broken !== undefined) return broken;
  }
  return (state.lastKey < 0 ? undefined : countedWrong(state, state.lastKey)) ?? brokenList(state);
}

function countedWrong(state: State, key: number): string | undefined {
  const exact = state.exact[key]!;
  const plain = estimate(state, state.plain, key);
  const conservative = estimate(state, state.conservative, key);
  if (conservative >= exact && plain >= conservative) return undefined;
  return `${keyName(state, key)} came ${exact} times; conservative update says ${conservative}, plain ${plain}`;
}

function brokenList(state: State): string | undefined {
  const { summary } = state;
  let sum = 0;
  for (const { key, count, error } of summary.top(summary.size)) {
    const exact = state.exact[key]!;
    if (count < exact || count - error > exact || error > summary.least)
      return `${keyName(state, key)} came ${exact} times; the list has ${count}, at most ${error} too many`;
    sum += count;
  }
  if (sum !== state.items) return `the list's counts add up to ${sum}, not to ${state.items}`;
  if (summary.least * summary.capacity > state.items) return `the least counter is ${summary.least}`;
  const share = state.items / summary.capacity;
  for (let key = 0; key < state.params.keys; key++)
    if (state.exact[key]! > share && summary.get(key) === undefined)
      return `${keyName(state, key)} is frequent and not in the list`;
  return undefined;
}
