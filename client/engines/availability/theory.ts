/** What the arithmetic of availability says: parts in series, copies in parallel, a failover in between. */
import { pow } from "../kernel/math.ts";
import { mtbfMs, mttrMs, neededOf, type Params } from "./params.ts";
import { atLeastUp, type CopyRates, copiesUp } from "./primitives/copiesUp.ts";

/** Of one part, while the others are not looked at. */
interface PartForecast {
  /** Share of time that it serves. */
  readonly available: number;
  /** Outages a millisecond. */
  readonly outageRate: number;
}

export function ratesOf(values: Params): CopyRates {
  const failureRate = 1 / mtbfMs(values);
  return {
    copies: values.copies,
    failureRate: failureRate * (1 - values.commonCause),
    repairRate: 1 / mttrMs(values),
    commonCauseRate: failureRate * values.commonCause,
  };
}

function forecast(values: Params): PartForecast {
  const rates = ratesOf(values);
  const up = copiesUp(rates);
  const needed = neededOf(values);
  const serving = atLeastUp(up, needed);
  // The last copy that is needed fails, or the common cause comes.
  const lost = up[needed]! * needed * rates.failureRate + rates.commonCauseRate * serving;
  if (values.standby !== "active-passive") return { available: serving, outageRate: lost };
  // Switches a millisecond × their length is the share of time spent in them (Little's law).
  const switches = atLeastUp(up, 2) * rates.failureRate;
  return { available: serving - switches * values.failover, outageRate: lost + switches };
}

/** Share of time that every part serves. */
export function availability(values: Params): number {
  return pow(forecast(values).available, values.stages);
}

/** Outages of the whole a millisecond: one part fails while all others serve. */
export function outageRate(values: Params): number {
  const part = forecast(values);
  return values.stages * part.outageRate * pow(part.available, values.stages - 1);
}

/** Failovers are taken as short against failures and repairs; beyond this the sum above is none. */
export function isSummable(values: Params): boolean {
  if (values.standby !== "active-passive") return true;
  return values.failover < 0.1 * mttrMs(values) && values.failover < 0.01 * mtbfMs(values);
}
