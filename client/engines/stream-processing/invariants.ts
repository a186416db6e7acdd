/** What must hold after every event, whatever the parameters and faults. */
import type { State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { operator, arrived, params } = state;
  const entries = operator.onTime + operator.late + operator.dropped;
  // Sliding windows of rounded lengths hold an event at their border once more or less.
  const each = params.kind === "sliding" ? params.overlap : 1;
  const slack = params.kind === "sliding" ? arrived : 0;
  if (Math.abs(entries - arrived * each) > slack)
    return `${arrived} events arrived, but ${entries} entries into windows are accounted for`;
  let inside = operator.closedCount;
  for (const window of operator.windows()) {
    inside += window.count;
    if (window.endMs + operator.options.latenessMs <= operator.watermarkMs)
      return `a window that ended at ${window.endMs} is kept beyond its lateness`;
    if (window.count < 1 || window.endMs <= window.startMs) return "an empty window is kept";
  }
  if (inside !== operator.onTime + operator.late)
    return `${operator.onTime + operator.late} entries were made, the windows hold ${inside}`;
  if (state.watermarkFell) return "the watermark fell";
  if (params.kind !== "session" && state.told > operator.onTime)
    return "first results hold more than came in time";
  return undefined;
}
