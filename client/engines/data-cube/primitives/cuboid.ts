/**
 * One cuboid of a data cube: sum and count of a measure for every combination of groups that occurs. Coarser ones are
 * summed up from finer ones, which is right for additive measures (sums, counts, and averages as their quotient), and the
 * usual operations are selections on the coordinates: a slice fixes one, a dice bounds several.
 */
import { type CubeDimension, coarserGroups } from "./cubeDimension.ts";

export interface FactColumns {
  /** By dimension, then by fact: the member. */
  readonly members: readonly Int32Array[];
  readonly measure: Int32Array;
  readonly count: number;
}

/** One range of groups a dimension, both ends included; undefined: all. */
export type CubeBounds = readonly ({ readonly from: number; readonly to: number } | undefined)[];

export class Cuboid {
  readonly levels: readonly number[];
  /** Groups of each dimension on its level. */
  readonly sizes: readonly number[];
  /** By cell, ascending: the groups' numbers as digits, the first dimension's lowest. */
  readonly cells: Float64Array;
  readonly sums: Float64Array;
  readonly counts: Float64Array;

  private constructor(levels: readonly number[], sizes: readonly number[], totals: CellTotals) {
    this.levels = levels;
    this.sizes = sizes;
    this.cells = totals.cells();
    this.sums = this.cells.map((cell) => totals.sumOf(cell));
    this.counts = this.cells.map((cell) => totals.countOf(cell));
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: Cuboid): Cuboid {
    return saved;
  }

  save(): Cuboid {
    return this;
  }

  /** Reads every fact. */
  static ofFacts(
    dimensions: readonly CubeDimension[],
    levels: readonly number[],
    facts: FactColumns,
  ): Cuboid {
    const groups = dimensions.map((dimension, i) => dimension.levels[levels[i]!]!.groupOf);
    const sizes = dimensions.map((dimension, i) => dimension.levels[levels[i]!]!.size);
    const totals = new CellTotals(sizes, facts.count);
    for (let fact = 0; fact < facts.count; fact++) {
      let cell = 0;
      for (let i = sizes.length - 1; i >= 0; i--)
        cell = cell * sizes[i]! + groups[i]![facts.members[i]![fact]!]!;
      totals.add(cell, facts.measure[fact]!, 1);
    }
    return new Cuboid(levels, sizes, totals);
  }

  /** Cells: the rows that reading this cuboid costs. */
  get rows(): number {
    return this.cells.length;
  }

  /** The group in each dimension. */
  groupsOf(index: number): number[] {
    let rest = this.cells[index]!;
    return this.sizes.map((size) => {
      const group = rest % size;
      rest = (rest - group) / size;
      return group;
    });
  }

  /** The coarser cuboid at these levels, from this one's cells alone.
   *  @throws RangeError when a level is finer than this cuboid's. */
  rollUp(dimensions: readonly CubeDimension[], levels: readonly number[]): Cuboid {
    const maps = dimensions.map((dimension, i) => {
      if (levels[i]! < this.levels[i]!) throw new RangeError(`${dimension.name} is not that fine here`);
      return coarserGroups(dimension, this.levels[i]!, levels[i]!);
    });
    const sizes = dimensions.map((dimension, i) => dimension.levels[levels[i]!]!.size);
    const totals = new CellTotals(sizes, this.rows);
    for (let index = 0; index < this.cells.length; index++) {
      let rest = this.cells[index]!;
      let [cell, weight] = [0, 1];
      for (let i = 0; i < sizes.length; i++) {
        const group = rest % this.sizes[i]!;
        rest = (rest - group) / this.sizes[i]!;
        cell += maps[i]![group]! * weight;
        weight *= sizes[i]!;
      }
      totals.add(cell, this.sums[index]!, this.counts[index]!);
    }
    return new Cuboid(levels, sizes, totals);
  }

  /** The cells within the bounds. */
  dice(bounds: CubeBounds): Cuboid {
    const totals = new CellTotals(this.sizes, this.rows);
    for (let index = 0; index < this.cells.length; index++) {
      const groups = this.groupsOf(index);
      const inside = groups.every((group, i) => {
        const range = bounds[i];
        return range === undefined || (group >= range.from && group <= range.to);
      });
      if (inside) totals.add(this.cells[index]!, this.sums[index]!, this.counts[index]!);
    }
    return new Cuboid(this.levels, this.sizes, totals);
  }

  /** The cells of one group of a dimension. */
  slice(dimension: number, group: number): Cuboid {
    return this.dice(this.sizes.map((_, i) => (i === dimension ? { from: group, to: group } : undefined)));
  }
}

/** Sums and counts by cell: in arrays over all cells where those are few enough, else in places that a map knows. */
class CellTotals {
  readonly #places: Map<number, number> | undefined;
  readonly #sums: number[] | Float64Array;
  readonly #counts: number[] | Float64Array;

  constructor(sizes: readonly number[], rows: number) {
    const cells = sizes.reduce((product, size) => product * size, 1);
    const dense = cells <= 4 * rows + 64;
    this.#places = dense ? undefined : new Map();
    this.#sums = dense ? new Float64Array(cells) : [];
    this.#counts = dense ? new Float64Array(cells) : [];
  }

  add(cell: number, sum: number, count: number): void {
    const places = this.#places;
    let place = cell;
    if (places !== undefined) {
      const known = places.get(cell);
      place = known ?? places.size;
      if (known === undefined) {
        places.set(cell, place);
        this.#sums[place] = this.#counts[place] = 0;
      }
    }
    this.#sums[place]! += sum;
    this.#counts[place]! += count;
  }

  /** Those that occur, ascending. */
  cells(): Float64Array {
    if (this.#places !== undefined) return Float64Array.from(this.#places.keys()).sort();
    const counts = this.#counts;
    let found = 0;
    for (let cell = 0; cell < counts.length; cell++) if (counts[cell]! > 0) found++;
    const cells = new Float64Array(found);
    for (let cell = 0, at = 0; at < found; cell++) if (counts[cell]! > 0) cells[at++] = cell;
    return cells;
  }

  sumOf(cell: number): number {
    return this.#sums[this.#places?.get(cell) ?? cell]!;
  }

  countOf(cell: number): number {
    return this.#counts[this.#places?.get(cell) ?? cell]!;
  }
}
