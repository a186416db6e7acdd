/** Axes of a scene's own small plots: round ticks that fit the width, with their grid lines. */
import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from "d3-scale";
import type { SceneAxis } from "../../../engines/kernel/scene.ts";
import { svg } from "../dom.ts";
import { round } from "./arrow.ts";
import { label, textWidth } from "./label.ts";
import { tickValue } from "./value.ts";

export type Scale = ScaleContinuousNumeric<number, number>;

/** Pixels between two labels. */
const labelGap = 14;
const tickHeight = 16;

/** A scale from values to pixels; an empty range is widened, and a logarithmic one begins above 0. */
export function createScale(
  { logarithmic }: Pick<SceneAxis, "logarithmic">,
  domain: readonly [number, number],
  pixels: readonly [number, number],
): Scale {
  const [low, high] = domain;
  if (logarithmic === true && high > 0) {
    const from = low > 0 ? low : high / 1000;
    return scaleLog([from, high > from ? high : from * 10], pixels);
  }
  return scaleLinear([low, high > low ? high : low + 1], pixels);
}

/** Ticks whose labels do not touch each other when they stand side by side. */
export function horizontalTicks(scale: Scale, unit: string): number[] {
  const [left = 0, right = 0] = scale.range();
  for (let count = 6; count > 1; count--) {
    const ticks = fewer(scale.ticks(count), count);
    let end = Number.NEGATIVE_INFINITY;
    const fits = ticks.every((tick) => {
      const half = textWidth(tickValue(tick, unit)) / 2;
      const at = scale(tick);
      const clear = at - half > end && at - half >= left - 24 && at + half <= right + 12;
      end = at + half + labelGap;
      return clear;
    });
    if (fits) return ticks;
  }
  return scale.domain().slice(0, 1);
}

/** A logarithmic scale offers every digit: its powers of ten where there are several, and no more than asked for, evenly. */
function fewer(ticks: readonly number[], count: number): number[] {
  const powers = ticks.filter(isPowerOfTen);
  const usable = ticks.length > count && powers.length > 2 ? powers : ticks;
  const step = Math.ceil(usable.length / count);
  return usable.filter((_, index) => index % step === 0);
}

function isPowerOfTen(value: number): boolean {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

export function verticalTicks(scale: Scale, height: number): number[] {
  const count = Math.max(2, Math.floor(height / 36));
  return fewer(scale.ticks(count), count + 1);
}

export function xAxis(scale: Scale, unit: string, top: number, bottom: number): SVGElement[] {
  return horizontalTicks(scale, unit).flatMap((tick) => {
    const x = round(scale(tick));
    return [
      svg("line", { x1: x, x2: x, y1: top, y2: bottom, class: "grid-line" }),
      label(tickValue(tick, unit), { x: scale(tick), y: bottom + tickHeight }, 96, "label detail"),
    ];
  });
}

export function yAxis(
  scale: Scale,
  ticks: readonly number[],
  unit: string,
  left: number,
  right: number,
): SVGElement[] {
  return ticks.flatMap((tick) => {
    const y = round(scale(tick));
    return [
      svg("line", { x1: left, x2: right, y1: y, y2: y, class: "grid-line" }),
      label(tickValue(tick, unit), { x: left - 6, y: scale(tick) + 4 }, 96, "label detail", "end"),
    ];
  });
}
