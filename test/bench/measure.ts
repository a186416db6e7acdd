/**
 * How contenders are timed: in turns within each round of one process, and what is printed is the median over rounds of the
 * ratio within a round. Absolute times depend on the machine and on what else it does; ratios hardly.
 */

/** Does `count` operations and returns something that depends on them, so that none is optimized away. */
export type Contender = (count: number) => number;

export interface Group {
  readonly title: string;
  readonly count: number;
  /** The first is ours; ratios are speeds relative to the last. */
  readonly contenders: Readonly<Record<string, Contender>>;
}

const ROUNDS = 9;
let sink = 0;

function median(values: number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Prints each contender's median time an operation and its speed relative to the last one. */
export function measure({ title, count, contenders }: Group): void {
  const names = Object.keys(contenders);
  const reference = names.at(-1)!;
  const nanoseconds = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -2; round < ROUNDS; round++) {
    // Each round starts with another contender, so that none always follows the same neighbour's garbage.
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round + 2) % names.length]!;
      const from = performance.now();
      sink += contenders[name]!(count);
      if (round >= 0) nanoseconds.get(name)!.push(((performance.now() - from) * 1e6) / count);
    }
  }
  console.log(`\n${title}`);
  for (const name of names) {
    const own = nanoseconds.get(name)!;
    const ratio = median(own.map((value, i) => nanoseconds.get(reference)![i]! / value));
    console.log(
      `  ${name.padEnd(34)} ${median(own).toFixed(1).padStart(9)} ns   ${ratio.toFixed(2).padStart(7)} x`,
    );
  }
}

/** Measures every group and prints what keeps the work from being optimized away. */
export function measureAll(groups: readonly Group[]): void {
  console.log("Median time per operation; speed relative to the last of each group, median over rounds.");
  for (const group of groups) measure(group);
  console.log(`\n(${ROUNDS} rounds; checksum ${sink % 997})`);
}
