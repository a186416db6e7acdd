/** What must hold after every event, whatever the parameters and faults. */
import { ARRIVED, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { jobs, line, sharing, serving, busy, params, arrivals } = state;
  const ended = state.finished + state.lost + state.refused;
  if (arrivals !== ended + jobs.size)
    return `${arrivals} jobs came, ${ended} are gone and ${jobs.size} inside`;
  if (jobs.size > params.servers + params.room) return `${jobs.size} jobs inside, more than fit`;
  if (busy !== Math.min(params.servers, jobs.size))
    return `${busy} servers work for ${jobs.size} jobs: one idles while work waits`;
  if (sharing !== undefined) {
    if (sharing.length !== jobs.size) return `${sharing.length} jobs share, ${jobs.size} are inside`;
  } else {
    if (line.length + busy !== jobs.size) return `${line.length} wait, ${busy} are served, not ${jobs.size}`;
    if (serving.reduce((sum, job) => sum + (job >= 0 ? 1 : 0), 0) !== busy)
      return "busy servers are miscounted";
  }
  return brokenLittle(state);
}

/** Little's law on the path itself: the area under the number inside is the time that all jobs have spent inside. */
function brokenLittle({ jobs, atMs, insideMs, responseMs, lostMs }: State): string | undefined {
  let sum = responseMs + lostMs;
  for (let job = 0; job < jobs.bound; job++) if (jobs.has(job)) sum += atMs - jobs.get(job, ARRIVED);
  // Sums of times round by parts in 10^16.
  if (Math.abs(sum - insideMs) <= 1e-9 * (1 + insideMs)) return undefined;
  return `jobs spent ${sum} ms inside, the area under their number is ${insideMs} ms`;
}
