/**
 * Deadlines: the moment by which the first caller needs its answer. It is handed on with every call made on its behalf,
 * so that each hop waits no longer than what is left and nobody works for a caller who has gone (Site Reliability
 * Engineering, 2016, chapter 22, "Deadline Propagation"). Between machines hand on the time left rather than the moment:
 * their clocks differ.
 *
 * All times in milliseconds of one monotonic clock.
 */

/** @throws RangeError when `withinMs` is negative or no number. */
export function deadlineAfter(nowMs: number, withinMs: number): number {
  if (!(withinMs >= 0)) throw new RangeError(`a deadline lies in the future, not ${withinMs} ms ahead`);
  return nowMs + withinMs;
}

/** What is left, less what the caller keeps for its own work; 0 when nothing is. */
export function timeLeftMs(deadlineMs: number, nowMs: number, reserveMs = 0): number {
  return Math.max(0, deadlineMs - nowMs - reserveMs);
}

/** How long to wait for a call: its own timeout (Infinity for none), but no longer than the deadline allows. At 0 do not
 *  make the call. */
export function callTimeoutMs(timeoutMs: number, deadlineMs: number, nowMs: number, reserveMs = 0): number {
  return Math.min(timeoutMs, timeLeftMs(deadlineMs, nowMs, reserveMs));
}
