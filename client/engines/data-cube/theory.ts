/** Sizes of cuboids when facts fall into combinations at random, and what follows for the stored ones. */
import { pow } from "../kernel/math.ts";
import type { Params } from "./params.ts";
import { CubeLattice } from "./primitives/cubeLattice.ts";
import { answerCosts, greedyViews } from "./primitives/greedyViews.ts";
import { dimensionsOf, viewCosts } from "./state.ts";

export interface ExpectedCube {
  readonly rowsPerQuery: number;
  readonly storedRows: number;
  readonly cuboids: number;
}

/** m combinations, n facts: m(1 − (1 − 1/m)^n) of them occur (A. Cárdenas, CACM 18(5), 1975). */
export function occupied(combinations: number, facts: number): number {
  return combinations * (1 - pow(1 - 1 / combinations, facts));
}

export function cuboidCount({ hierarchies }: Params): number {
  return hierarchies ? 27 : 8;
}

/** Undefined for a random choice of views. */
export function expectedCube(values: Params): ExpectedCube | undefined {
  if (values.choice === "random" && values.views > 0 && values.views < cuboidCount(values) - 1)
    return undefined;
  const dimensions = dimensionsOf(values);
  const lattice = new CubeLattice(dimensions.map(({ levels }) => levels.length));
  const rows = new Float64Array(lattice.count);
  for (let cuboid = 0; cuboid < lattice.count; cuboid++) {
    const combinations = lattice
      .levelsOf(cuboid)
      .reduce((product, level, i) => product * dimensions[i]!.levels[level]!.size, 1);
    rows[cuboid] = occupied(combinations, values.facts);
  }
  const costs = viewCosts({ rows, lattice });
  const stored = [0, ...greedyViews(costs, 0, values.views).map(({ view }) => view)];
  return {
    rowsPerQuery: answerCosts(costs, stored).reduce((sum, cost) => sum + cost, 0) / lattice.count,
    storedRows: stored.reduce((sum, view) => sum + rows[view]!, 0),
    cuboids: lattice.count,
  };
}
