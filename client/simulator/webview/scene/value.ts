/** A scene's unit may be any word ("keys", "tokens"); known units get their own form. */
import type { Unit } from "../../../engines/kernel/engine.ts";
import { formatValue } from "../format.ts";

const units: readonly string[] = ["ms", "s", "1/s", "count", "ratio", "%", "bytes", ""] satisfies Unit[];

export function sceneValue(value: number, unit: string): string {
  if (units.includes(unit)) return formatValue(value, unit as Unit);
  return `${formatValue(value, "count")}\u202f${unit}`;
}

/** At an axis a word would be repeated at every tick; its title has it. Ticks are round: no zeros behind them. */
export function tickValue(value: number, unit: string): string {
  if (unit === "ratio" || unit === "") return String(Number(value.toPrecision(3)));
  return formatValue(value, units.includes(unit) ? (unit as Unit) : "count");
}
