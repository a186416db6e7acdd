/**
 * The lattice of cuboids of a data cube: each dimension has levels from the finest (0) to "all" (the last), and a cuboid is
 * a level for each. There are Π(levels) of them, 2^n without hierarchies (J. Gray et al., "Data cube", Data Mining and
 * Knowledge Discovery 1, 1997). One answers another when it is at least as fine in every dimension.
 */
export class CubeLattice {
  /** Levels of each dimension, "all" included. */
  readonly levels: readonly number[];
  readonly count: number;

  /** @throws RangeError for a dimension without levels or more than 65,536 cuboids. */
  constructor(levels: readonly number[]) {
    if (levels.some((count) => !Number.isInteger(count) || count < 1))
      throw new RangeError("a dimension without levels");
    this.levels = levels;
    this.count = levels.reduce((product, count) => product * count, 1);
    if (this.count > 65_536) throw new RangeError(`${this.count} cuboids`);
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: CubeLattice): CubeLattice {
    return saved;
  }

  save(): CubeLattice {
    return this;
  }

  /** Level of each dimension; cuboid 0 is the finest, the last is the grand total. */
  levelsOf(cuboid: number): number[] {
    let rest = cuboid;
    return this.levels.map((count) => {
      const level = rest % count;
      rest = (rest - level) / count;
      return level;
    });
  }

  cuboidOf(levels: readonly number[]): number {
    return levels.reduceRight((cuboid, level, i) => cuboid * this.levels[i]! + level, 0);
  }

  /** Whether `coarser` can be summed up from `finer`; each answers itself. */
  answers(finer: number, coarser: number): boolean {
    let [one, other] = [finer, coarser];
    for (const count of this.levels) {
      if (one % count > other % count) return false;
      one = Math.floor(one / count);
      other = Math.floor(other / count);
    }
    return true;
  }

  /** The cuboids that are one level coarser in one dimension. */
  rollUps(cuboid: number): number[] {
    const levels = this.levelsOf(cuboid);
    return levels.flatMap((level, i) =>
      level + 1 < this.levels[i]! ? [this.cuboidOf(levels.with(i, level + 1))] : [],
    );
  }
}
