/** What must hold after every event, whatever the parameters and faults. */
import type { Change, State } from "./state.ts";

/** Which state may follow which. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  closed: ["open", "forced-open"],
  // Asked after its time it lets a call through at once, and may do so after a restart by hand.
  open: ["half-open", "forced-open", "closed"],
  "half-open": ["open", "closed", "forced-open"],
  "forced-open": ["closed"],
};

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { requests, rejected, good, failed, calls, breaker, params, changes, opens } = state;
  const ended = rejected + good + failed;
  if (requests !== ended + calls.size)
    return `${requests} requests came, ${ended} ended and ${calls.size} are under way`;
  if (state.madeCalls !== good + failed + calls.size)
    return `${state.madeCalls} calls were made, ${good + failed} ended and ${calls.size} are under way`;
  if (!params.breaker && (rejected > 0 || opens > 0)) return "rejected without a breaker";
  if (changes.at(-1)!.state !== breaker.state) return `the breaker is ${breaker.state}, and nobody noted it`;
  return brokenChange(changes, params.openTime);
}

function brokenChange(changes: readonly Change[], openMs: number): string | undefined {
  // The last two are enough, since this is asked after every event.
  const [before, after] = changes.slice(-2);
  if (before === undefined || after === undefined) return undefined;
  if (!NEXT[before.state]!.includes(after.state)) return `${before.state} was followed by ${after.state}`;
  if (before.state === "open" && after.state === "half-open" && after.atMs - before.atMs < openMs)
    return `half open after ${after.atMs - before.atMs} ms`;
  return undefined;
}
