/** What may be asked of a sweep. Pure. */
import type { NumberParam } from "../../../engines/kernel/engine.ts";

export interface SweepRange {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
}

export const maxSteps = 60;
export const maxSeeds = 50;

/** What is wrong with a range, naming the limits; undefined when it can be measured. */
export function rangeProblem(range: SweepRange, seeds: number, spec: NumberParam): string | undefined {
  const limits = `from ${spec.min} to ${spec.max}${spec.unit === "" || spec.unit === "count" ? "" : ` ${spec.unit}`}`;
  for (const value of [range.from, range.to]) {
    if (!(value >= spec.min && value <= spec.max)) return `${spec.label} must be ${limits}.`;
    if (spec.integer && !Number.isInteger(value)) return `${spec.label} must be a whole number ${limits}.`;
  }
  if (range.from >= range.to) return "The sweep must end above where it begins.";
  if (!(Number.isInteger(range.steps) && range.steps >= 2 && range.steps <= maxSteps)) {
    return `Points must be a whole number from 2 to ${maxSteps}.`;
  }
  if (!(Number.isInteger(seeds) && seeds >= 1 && seeds <= maxSeeds)) {
    return `Seeds must be a whole number from 1 to ${maxSeeds}.`;
  }
  return undefined;
}
