/** The speeds on offer: powers of ten around the one that plays a default run in some twenty seconds, far enough up for
 *  the longest runs that parameters ask for. */
import type { Engine } from "../../../engines/kernel/engine.ts";
import { runLength } from "../../../engines/kernel/runLength.ts";
import type { RunInput } from "../../../engines/kernel/runTypes.ts";
import { formatValue, grouped } from "../format.ts";

export interface Speed {
  /** Units of x a second. */
  readonly value: number;
  readonly label: string;
}

export function speeds(engine: Engine): readonly Speed[] {
  const middle = speedOf(engine.defaultUntil);
  return [-3, -2, -1, 0, 1, 2].map((power) => {
    const value = power < 0 ? middle / 10 ** -power : middle * 10 ** power;
    return {
      value,
      label: engine.kind === "process" ? `${times(value / 1000)}×` : formatValue(value, "1/s"),
    };
  });
}

/** The one on offer that plays a run of these parameters in some twenty seconds, or comes nearest. */
export function defaultSpeed(engine: Engine, params: RunInput["params"] = {}): number {
  return nearestSpeed(engine, speedOf(runLength(engine, params)));
}

export function nearestSpeed(engine: Engine, speed: number): number {
  const distance = (value: number) => Math.abs(Math.log(value / speed));
  const offered = speeds(engine).map(({ value }) => value);
  return offered.reduce((best, value) => (distance(value) < distance(best) ? value : best));
}

function speedOf(until: number): number {
  return 10 ** Math.round(Math.log10(until / 20));
}

/** Slower than life reads better as a fraction. */
function times(factor: number): string {
  return factor >= 1 ? grouped(factor) : `1/${grouped(Math.round(1 / factor))}`;
}
