/** How far estimates scatter, and what registers show, in closed form. */
import { exp, log } from "../kernel/math.ts";
import type { Params } from "./params.ts";

function registersOf({ precision }: Params): number {
  return 1 << precision;
}

/** 1.04 in the limit; the paper's figures for few registers. */
function beta(registers: number): number {
  if (registers === 16) return 1.106;
  if (registers === 32) return 1.07;
  if (registers === 64) return 1.054;
  return registers === 128 ? 1.046 : 1.039;
}

/** Relative standard error well beyond the change-over: β/√m. */
export function standardError(registers: number): number {
  return beta(registers) / Math.sqrt(registers);
}

/** Relative standard error of linear counting: √(m(e^t − t − 1))/n with t = n/m (Whang et al., ACM TODS 15(2), 1990). */
export function linearCountingError(registers: number, keys: number): number {
  const t = keys / registers;
  return Math.sqrt(registers * (exp(t) - t - 1)) / keys;
}

/** Root mean square of the relative error; undefined between the ranges that the papers analyse. */
export function expectedError(values: Params): number | undefined {
  const registers = registersOf(values);
  if (values.keys >= 5 * registers) return standardError(registers);
  const isLinear = values.estimator === "flajolet" && values.keys <= 2 * registers && values.keys >= 20;
  // With few registers the raw estimate may pass 2.5·m by chance.
  return isLinear && registers >= 256 ? linearCountingError(registers, values.keys) : undefined;
}

/** A root mean square over S sketches scatters by 1/√(2S): three and a half times that, and what bias adds. */
export function errorTolerance({ sketches }: Params): number {
  return 3.5 / Math.sqrt(2 * sketches) + 0.03;
}

/** Share of the registers that no key has reached: (1 − 1/m)^n. */
export function emptyShare(values: Params): number | undefined {
  const registers = registersOf(values);
  const share = exp(values.keys * log(1 - 1 / registers));
  // Beyond, there are too few of them to compare.
  return share * registers * values.sketches >= 50 ? share : undefined;
}

/** The number of empty registers has the variance m·e^(−t)(1 − (1 + t)e^(−t)); four standard deviations over S sketches. */
export function emptyTolerance(values: Params): number {
  const registers = registersOf(values);
  const t = values.keys / registers;
  const empty = exp(-t);
  const variance = registers * empty * (1 - (1 + t) * empty);
  return (4 * Math.sqrt(variance / values.sketches)) / (registers * empty) + 0.002;
}

/** Registers that show `value` after `keys`: each key makes a register at least that with probability 2^−(value − 1)/m. */
export function expectedRegisters(registers: number, keys: number, value: number): number {
  const below = (limit: number): number => {
    if (limit < 0) return 0;
    let chance = 1 / registers;
    for (let i = 0; i < limit; i++) chance /= 2;
    return chance >= 1 ? 0 : exp(keys * log(1 - chance));
  };
  return registers * (below(value) - below(value - 1));
}
