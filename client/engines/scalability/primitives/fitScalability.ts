/**
 * Fits the universal scalability law to measured throughputs: X(n) = γ·n / (1 + σ(n − 1) + κ·n(n − 1)) by least squares on
 * throughput, with σ and κ from 0 up. Gauss–Newton steps damped as Levenberg and Marquardt do, on all three coefficients; it
 * starts from the transformed problem n/X = a + b(n − 1) + c·n(n − 1), which is linear.
 */

export interface Measurement {
  readonly workers: number;
  readonly throughput: number;
}

export interface ScalabilityFit {
  /** γ: throughput of one worker. */
  readonly single: number;
  /** σ. */
  readonly contention: number;
  /** κ. */
  readonly coherence: number;
  /** Sum of squared residuals, in throughput. */
  readonly squares: number;
}

const STEPS = 200;

/** @throws RangeError for fewer than three measurements, or one that is not positive. */
export function fitScalability(measurements: readonly Measurement[]): ScalabilityFit {
  if (measurements.length < 3)
    throw new RangeError(`three measurements at least, not ${measurements.length}`);
  for (const { workers, throughput } of measurements)
    if (!(workers > 0 && throughput > 0)) throw new RangeError("measurements must be positive");
  let best = start(measurements);
  let squares = squaresOf(best, measurements);
  let damping = 1e-3;
  for (let step = 0; step < STEPS; step++) {
    const next = stepped(best, measurements, damping);
    const nextSquares = squaresOf(next, measurements);
    if (nextSquares <= squares) {
      const settled = squares - nextSquares <= 1e-14 * squares;
      best = next;
      squares = nextSquares;
      damping = Math.max(1e-12, damping / 10);
      if (settled) break;
    } else {
      damping *= 10;
      if (damping > 1e12) break;
    }
  }
  const [single, contention, coherence] = best;
  return { single, contention, coherence, squares };
}

type Triple = readonly [number, number, number];

function predicted([single, contention, coherence]: Triple, n: number): number {
  return (single * n) / (1 + contention * (n - 1) + coherence * n * (n - 1));
}

function squaresOf(at: Triple, measurements: readonly Measurement[]): number {
  return measurements.reduce((sum, { workers, throughput }) => {
    const off = throughput - predicted(at, workers);
    return sum + off * off;
  }, 0);
}

/** The linear problem's solution, with negative coefficients set to 0. */
function start(measurements: readonly Measurement[]): Triple {
  const rows = measurements.map(({ workers: n }) => [1, n - 1, n * (n - 1)] as const);
  const targets = measurements.map(({ workers, throughput }) => workers / throughput);
  const [a, b, c] = leastSquares(rows, targets, 0);
  const first =
    a > 0 ? a : 1 / Math.max(...measurements.map(({ workers, throughput }) => throughput / workers));
  return [1 / first, Math.max(0, b / first), Math.max(0, c / first)];
}

function stepped(at: Triple, measurements: readonly Measurement[], damping: number): Triple {
  const [single, contention, coherence] = at;
  const rows = measurements.map(({ workers: n }) => {
    const divisor = 1 + contention * (n - 1) + coherence * n * (n - 1);
    const slope = (-single * n) / (divisor * divisor);
    return [n / divisor, slope * (n - 1), slope * n * (n - 1)] as const;
  });
  const residuals = measurements.map(({ workers, throughput }) => throughput - predicted(at, workers));
  const [x, y, z] = leastSquares(rows, residuals, damping);
  return [Math.max(1e-12, single + x), Math.max(0, contention + y), Math.max(0, coherence + z)];
}

/** Normal equations of three unknowns, their diagonal stretched by the damping. Columns are scaled to length 1 first: κ's is
 *  thousands of times longer than γ's. */
function leastSquares(rows: readonly Triple[], targets: readonly number[], damping: number): Triple {
  const lengths = [0, 1, 2].map((column) => {
    const sum = rows.reduce((total, row) => total + row[column]! * row[column]!, 0);
    return sum > 0 ? Math.sqrt(sum) : 1;
  });
  const m = [0, 1, 2].map((i) => {
    const left = [0, 1, 2].map((j) => {
      const sum = rows.reduce((total, row) => total + (row[i]! / lengths[i]!) * (row[j]! / lengths[j]!), 0);
      return i === j ? sum * (1 + damping) + 1e-300 : sum;
    });
    return [...left, rows.reduce((total, row, k) => total + (row[i]! / lengths[i]!) * targets[k]!, 0)];
  });
  for (let column = 0; column < 3; column++) eliminate(m, column);
  const solution = m.map((row, i) => (row[i] === 0 ? 0 : row[3]! / row[i]! / lengths[i]!));
  return [solution[0]!, solution[1]!, solution[2]!];
}

/** Gauss–Jordan with the largest pivot. */
function eliminate(m: number[][], column: number): void {
  let pivot = column;
  for (let row = column + 1; row < 3; row++)
    if (Math.abs(m[row]![column]!) > Math.abs(m[pivot]![column]!)) pivot = row;
  [m[column], m[pivot]] = [m[pivot]!, m[column]!];
  const head = m[column]![column]!;
  if (head === 0) return;
  for (let row = 0; row < 3; row++) {
    if (row === column) continue;
    const factor = m[row]![column]! / head;
    for (let k = column; k < 4; k++) m[row]![k] = m[row]![k]! - factor * m[column]![k]!;
  }
}
