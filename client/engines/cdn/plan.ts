/** What theory says about one set of parameters, summed over the objects, and where it says nothing. */
import { Zipf } from "../kernel/zipf.ts";
import type { Params } from "./params.ts";
import {
  copyLifeMs,
  type ObjectTraffic,
  pullMisses,
  pullStaleShare,
  pushStaleShare,
  shieldedMisses,
  shieldFetches,
} from "./theory.ts";

export const RUN_MS = 80_000;
/** Two lives of a copy; what comes before is not measured. */
export function warmUpMs(values: Params): number {
  return values.mode === "push" ? 5000 : Math.min(2 * values.ttl, RUN_MS / 3);
}

function sumOver(values: Params, of: (traffic: ObjectTraffic, probability: number) => number): number {
  const { probabilities } = new Zipf(values.objects, values.exponent);
  const { edges } = values;
  const updates = values.updateRate / values.objects / 1000;
  let sum = 0;
  for (const p of probabilities) sum += of({ requests: (p * values.readRate) / 1000, updates, edges }, p);
  return sum;
}

/** Nothing is evicted, copies live and die within the run, and fetching is short beside a life. */
function applies(values: Params): boolean {
  if (values.mode === "push") return true;
  const fetchMs = values.originRtt + (values.shield ? values.shieldRtt : 0);
  return values.capacity >= values.objects && values.ttl <= RUN_MS / 3 && fetchMs <= values.ttl / 50;
}

/** With a shield, purges and refills cross on the way; nothing simple is known of that. */
function isPlain(values: Params): boolean {
  return applies(values) && (!values.shield || !values.purge);
}

export function hitRatio(values: Params): number | undefined {
  if (!isPlain(values)) return undefined;
  if (values.mode === "push") return 1;
  const misses = sumOver(values, (traffic) =>
    values.shield
      ? shieldedMisses(traffic, values.ttl)
      : pullMisses(traffic, copyLifeMs(traffic, values.ttl, values.purge), values.originRtt),
  );
  return 1 - (1000 * misses) / values.readRate;
}

/** Requests or pushes a second at the origin. */
export function originLoad(values: Params): number | undefined {
  if (!isPlain(values)) return undefined;
  if (values.mode === "push") return values.updateRate > 0 ? values.updateRate * values.edges : undefined;
  return (
    1000 *
    sumOver(values, (traffic) =>
      values.shield
        ? shieldFetches(traffic, values.ttl)
        : pullMisses(traffic, copyLifeMs(traffic, values.ttl, values.purge), values.originRtt),
    )
  );
}

export function staleShare(values: Params): number | undefined {
  if (!isPlain(values) || (values.mode === "pull" && values.purge)) return undefined;
  const share = sumOver(values, (traffic, p) =>
    values.mode === "push"
      ? p * pushStaleShare(traffic, values.spreadDelay)
      : p * pullStaleShare(traffic, values.ttl, values.shield),
  );
  return share >= 0.01 ? share : undefined;
}

/** Four standard deviations of a count of events that are nearly independent. */
export function countTolerance(values: Params, perSecond: number | undefined): number {
  const count = ((perSecond ?? 1) * (RUN_MS - warmUpMs(values))) / 1000;
  return Math.max(0.02, 4 / Math.sqrt(Math.max(1, count)));
}

/** The pushes of one update go out together. */
export function originTolerance(values: Params): number {
  return countTolerance(values, values.mode === "push" ? values.updateRate : originLoad(values));
}

export function hitTolerance(values: Params): number {
  const ratio = hitRatio(values) ?? 1;
  return ratio === 1
    ? 0.001
    : Math.max(0.01, (countTolerance(values, values.readRate * (1 - ratio)) * (1 - ratio)) / ratio);
}

/** Stale answers come in runs, one an update of an object while it is held; popular objects make long ones. */
export function staleTolerance(values: Params): number {
  const { probabilities } = new Zipf(values.objects, values.exponent);
  let squares = 0;
  for (const p of probabilities) squares += p * p;
  const updates = (values.updateRate / values.objects) * ((RUN_MS - warmUpMs(values)) / 1000);
  // Each object's stale time is made of so many runs, exponential or alike; p² weighs them.
  return Math.max(0.05, 4 * Math.sqrt((2 * squares) / Math.max(0.1, updates)));
}
