/** Positions of a slider (0 to 1,000) for values on a linear or logarithmic scale. Pure, so that tests can hold it. */
import type { NumberParam } from "../../../engines/kernel/engine.ts";

export const sliderSteps = 1000;

export function toPosition(value: number, spec: NumberParam): number {
  const at = Math.min(Math.max(value, spec.min), spec.max);
  const share = spec.logarithmic
    ? Math.log(Math.max(at, floorOf(spec)) / floorOf(spec)) / Math.log(spec.max / floorOf(spec))
    : (at - spec.min) / (spec.max - spec.min);
  return Math.round(share * sliderSteps);
}

/** A round value: whole for integers, else three significant digits; the ends are exact. */
export function fromPosition(position: number, spec: NumberParam): number {
  if (position <= 0) return spec.min;
  if (position >= sliderSteps) return spec.max;
  const share = position / sliderSteps;
  const raw = spec.logarithmic
    ? floorOf(spec) * Math.exp(share * Math.log(spec.max / floorOf(spec)))
    : spec.min + share * (spec.max - spec.min);
  const rounded = Number(raw.toPrecision(3));
  return spec.integer ? Math.round(rounded) : rounded;
}

/** Where a logarithmic scale begins: zero has no logarithm. */
function floorOf(spec: NumberParam): number {
  if (spec.min > 0) return spec.min;
  return spec.integer ? 1 : spec.max / 1e4;
}
