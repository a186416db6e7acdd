/** The block diagram of each structure. */
import { type Params, unitsOf } from "./params.ts";
import {
  atLeast,
  inParallel,
  inSeries,
  type ReliabilityBlock,
  unitBlock,
} from "./primitives/reliabilityBlock.ts";

export function diagramOf(values: Params): ReliabilityBlock {
  const all = Array.from({ length: unitsOf(values) }, (_, unit) => unitBlock(unit));
  switch (values.structure) {
    case "series":
      return inSeries(all);
    case "k-of-n":
      return atLeast(Math.min(values.units, values.needed), all);
    case "web":
      return inSeries([
        inParallel(all.slice(0, 2)),
        atLeast(Math.min(values.units, values.needed), all.slice(2, 2 + values.units)),
        inParallel(all.slice(2 + values.units)),
      ]);
    default:
      return inParallel(all);
  }
}

export function unitName({ structure, units }: Params, unit: number): string {
  if (structure !== "web") return `u${unit + 1}`;
  if (unit < 2) return `lb${unit + 1}`;
  return unit < 2 + units ? `app${unit - 1}` : `db${unit - 1 - units}`;
}
