/** The speeds on offer: powers of ten around the one that plays a default run in some twenty seconds, far enough up for
 *  the longest runs that parameters ask for. */
import type { Engine } from "../../../engines/kernel/engine.ts";
import { formatValue, grouped } from "../format.ts";

export interface Speed {
  /** Units of x a second. */
  readonly value: number;
  readonly label: string;
}

export function speeds(engine: Engine): readonly Speed[] {
  const middle = defaultSpeed(engine);
  return [-3, -2, -1, 0, 1, 2].map((power) => {
    const value = power < 0 ? middle / 10 ** -power : middle * 10 ** power;
    return {
      value,
      label: engine.kind === "process" ? `${times(value / 1000)}×` : formatValue(value, "1/s"),
    };
  });
}

export function defaultSpeed(engine: Engine): number {
  return 10 ** Math.round(Math.log10(engine.defaultUntil / 20));
}

export function nearestSpeed(engine: Engine, speed: number): number {
  let best = defaultSpeed(engine);
  for (const { value } of speeds(engine)) {
    if (Math.abs(Math.log(value / speed)) < Math.abs(Math.log(best / speed))) best = value;
  }
  return best;
}

/** Slower than life reads better as a fraction. */
function times(factor: number): string {
  return factor >= 1 ? grouped(factor) : `1/${grouped(Math.round(1 / factor))}`;
}
