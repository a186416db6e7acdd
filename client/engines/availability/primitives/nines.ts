/** Availability in the numbers that people use: nines, and downtime a year. */
import { log } from "../../kernel/math.ts";

/** Seconds in a year of 365.25 days. */
export const YEAR_S = 31_557_600;

/** Share of the time in which a unit is up that runs for `mtbf` and is then repaired for `mttr`, in the same unit of time.
 *  Here MTBF counts from the repair to the next failure, as operators use it. */
export function steadyAvailability(mtbf: number, mttr: number): number {
  return mtbf === Infinity ? 1 : mtbf / (mtbf + mttr);
}

/** 3 for 0.999; Infinity for 1. Takes what is missing to 1, which keeps its digits. */
export function ninesOfUnavailability(unavailability: number): number {
  return -log(unavailability) / log(10);
}

/** Seconds a year: about 31,558 (8.8 hours) for 0.001. */
export function downtimePerYearS(unavailability: number): number {
  return unavailability * YEAR_S;
}
