/** What a structure weighs: the heap and the buffers before it was filled and after, both collected. */

/** Needs `--expose-gc`, which `npm run bench` gives. */
export function bytesOf(fill: () => unknown): number {
  const before = collected();
  // Kept until it was weighed.
  const kept = [fill()];
  const bytes = collected() - before;
  return kept.length === 1 ? bytes : Number.NaN;
}

/** Prints the bytes an entry of each, which `fill` has put `entries` into. */
export function printWeights(
  title: string,
  entries: number,
  structures: Readonly<Record<string, () => unknown>>,
): void {
  console.log(`\n${title}`);
  for (const [name, fill] of Object.entries(structures))
    console.log(`  ${name.padEnd(34)} ${(bytesOf(fill) / entries).toFixed(1).padStart(9)} B`);
}

/** The collector takes its time with what went before. */
function collected(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
