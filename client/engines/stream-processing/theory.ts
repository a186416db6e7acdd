/** Completeness against delay for a known distribution of delays, and sessions of Poisson users. */
import { exp } from "../kernel/math.ts";
import { measuredUntilMs, type Params, runLengthMs } from "./params.ts";

const DEVIATIONS = 2.5;

/** Steps of the integrals over the time that the watermark lags. */
const STEPS = 1000;

/** Mean over a window's events of the chance to come later than `slackMs` after its end, and later than the watermark's lag after
 *  that where results wait for one. */
export function lateShare(values: Params, slackMs: number, lags = false): number {
  const { delay, offlineShare, offlineDelay, size } = values;
  const one = (meanMs: number) =>
    // (1/S)∫₀^S e^(−(slack + x)/m) dx: events happen anywhere in the window.
    ((exp(-slackMs / meanMs) * meanMs) / size) *
    (1 - exp(-size / meanMs)) *
    (lags ? lagTransform(values, meanMs) : 1);
  return (1 - offlineShare) * one(delay) + offlineShare * one(offlineDelay);
}

/** The watermark stays behind the clock less its bound until the first event from beyond has come. By time y after it
 *  λ∫₀^y F(u) du events have, F being the distribution of delays: the chance that none has. */
function chanceToLag({ delay, offlineShare, offlineDelay, rate }: Params, yMs: number): number {
  const arrived = (meanMs: number) => yMs - meanMs * (1 - exp(-yMs / meanMs));
  return exp((-rate / 1000) * ((1 - offlineShare) * arrived(delay) + offlineShare * arrived(offlineDelay)));
}

/** Where the chance to lag has vanished. */
function longestLagMs({ delay, rate }: Params): number {
  return 8 * (Math.sqrt((2000 * delay) / rate) + 1000 / rate);
}

/** How long the watermark lags on average. */
export function watermarkLagMs(values: Params): number {
  const step = longestLagMs(values) / STEPS;
  let sum = 0;
  for (let i = 0; i < STEPS; i++) sum += chanceToLag(values, (i + 0.5) * step) * step;
  return sum;
}

/** E[e^(−y/m)] over the lag y. */
function lagTransform(values: Params, meanMs: number): number {
  const step = longestLagMs(values) / STEPS;
  let sum = 0;
  for (let i = 0; i < STEPS; i++) {
    const y = (i + 0.5) * step;
    sum += (exp(-y / meanMs) / meanMs) * chanceToLag(values, y) * step;
  }
  return 1 - sum;
}

/** From a window's end to its first result. */
export function resultDelayMs(values: Params): number | undefined {
  return values.kind !== "session" && values.time === "event"
    ? values.bound + watermarkLagMs(values)
    : undefined;
}

/** The lag's standard deviation is about half its mean; each window is a sample. */
export function resultDelayTolerance(values: Params): number {
  const windows =
    runLengthMs(values) / (values.kind === "sliding" ? values.size / values.overlap : values.size);
  const lag = watermarkLagMs(values);
  return 0.02 + (((DEVIATIONS * 0.52) / Math.sqrt(windows)) * lag) / (values.bound + lag);
}

/** Late by so much more than the first result waits. */
function lateBy(values: Params, moreMs: number): number | undefined {
  const { kind, time, batchWait, bound } = values;
  if (kind === "session" || time === "processing") return undefined;
  const share = time === "batch" ? lateShare(values, batchWait) : lateShare(values, bound + moreMs, true);
  return seen(values, share);
}

/** Events missing from the first result. */
export function missingShare(values: Params): number | undefined {
  return lateBy(values, 0);
}

/** Events that no result ever counts. */
export function droppedShare(values: Params): number | undefined {
  return lateBy(values, values.lateness);
}

/** Events counted in a window that is not theirs. */
export function misplacedShare(values: Params): number | undefined {
  if (values.time !== "processing") return 0;
  return seen(values, lateShare(values, 0));
}

/** Compared where enough of them are expected. */
function seen(values: Params, share: number): number | undefined {
  return share * events(values) >= 60 ? share : undefined;
}

function events(values: Params): number {
  return (values.rate * measuredUntilMs(values)) / 1000;
}

/** A count of independent events. */
export function shareTolerance(values: Params, share: number | undefined): number {
  if (share === 0 || share === undefined) return 1e-9;
  return 0.03 + DEVIATIONS / Math.sqrt(share * events(values));
}

/** Events of a session: each is the last one if the next gap is longer, e^(−λg). */
export function eventsPerSession(values: Params): number | undefined {
  const { kind, time, rate, users, gap, bound, lateness, offlineShare, offlineDelay, delay } = values;
  if (kind !== "session" || time !== "event") return undefined;
  const mean = exp((rate / users / 1000) * gap);
  const covered = bound + lateness > 6 * (offlineShare > 0 ? offlineDelay : delay);
  const sessions = events(values) / mean;
  return covered && sessions > 300 && mean * 4 < events(values) / users ? mean : undefined;
}

/** A geometric number scatters about as much as its mean; and each user's last session is cut off by the end of the run. */
export function sessionTolerance(values: Params): number {
  const cut = ((eventsPerSession(values) ?? 1) * values.users) / events(values);
  return 0.02 + cut + DEVIATIONS / Math.sqrt(events(values) / (eventsPerSession(values) ?? 1));
}
