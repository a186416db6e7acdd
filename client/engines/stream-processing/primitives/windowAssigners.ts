/** Which windows of event time an event belongs to. Windows are [start, end), in milliseconds. */

/** The start of the tumbling window of this size that holds the time. */
export function tumblingStart(eventMs: number, sizeMs: number): number {
  return Math.floor(eventMs / sizeMs) * sizeMs;
}

/** Starts of the sliding windows that hold the time, the latest first. */
export function slidingStarts(eventMs: number, sizeMs: number, slideMs: number): number[] {
  const starts: number[] = [];
  // Multiples of the slide are computed each on its own, so that rounding does not add up.
  for (let index = Math.floor(eventMs / slideMs); index * slideMs > eventMs - sizeMs; index--)
    starts.push(index * slideMs);
  return starts;
}
