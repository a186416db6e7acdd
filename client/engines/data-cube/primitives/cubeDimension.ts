/** A dimension of a star schema: its members, and to which group each belongs on every level of its hierarchy. */
export interface CubeLevel {
  readonly name: string;
  /** Groups of this level: members on the finest, 1 on "all". */
  readonly size: number;
  /** By member: its group. */
  readonly groupOf: Int32Array;
}

export interface CubeDimension {
  readonly name: string;
  /** From the members themselves to "all". */
  readonly levels: readonly CubeLevel[];
}

/** A dimension of `sizes[0]` members whose levels have ever fewer groups, each of neighbours, and "all" at the end.
 *  @throws RangeError unless sizes descend. */
export function hierarchy(
  name: string,
  levelNames: readonly string[],
  sizes: readonly number[],
): CubeDimension {
  if (sizes.some((size, i) => size < 1 || (i > 0 && size > sizes[i - 1]!)))
    throw new RangeError("sizes must descend");
  const members = sizes[0]!;
  const levels: CubeLevel[] = sizes.map((size, level) => {
    const groupOf = new Int32Array(members);
    for (let member = 0; member < members; member++) {
      // By the group one level below, so that a group lies wholly within one of the next level.
      const below = level === 0 ? member : Math.floor((member * sizes[level - 1]!) / members);
      groupOf[member] = level === 0 ? member : Math.floor((below * size) / sizes[level - 1]!);
    }
    return { name: levelNames[level]!, size, groupOf };
  });
  levels.push({ name: "all", size: 1, groupOf: new Int32Array(members) });
  return { name, levels };
}

/** By group of the finer level: its group on the coarser one.
 *  @throws RangeError when a group would belong to two, so that sums could not be rolled up. */
export function coarserGroups({ name, levels }: CubeDimension, finer: number, coarser: number): Int32Array {
  const from = levels[finer]!;
  const to = levels[coarser]!;
  const map = new Int32Array(from.size).fill(-1);
  from.groupOf.forEach((group, member) => {
    const target = to.groupOf[member]!;
    if (map[group]! >= 0 && map[group] !== target) {
      throw new RangeError(`${name}: group ${group} of ${from.name} lies in two of ${to.name}`);
    }
    map[group] = target;
  });
  return map;
}
