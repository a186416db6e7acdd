/**
 * Laws of scaling: how many times more n workers do than one. Fractions are of the time that one worker needs; n need not be
 * whole.
 */

/** The same work by more workers: never more than 1 / serial (G. Amdahl, AFIPS 1967). */
export function amdahlSpeedup(workers: number, serial: number): number {
  return workers / (1 + serial * (workers - 1));
}

/** More work by more workers in the same time: the serial part is done once (J. Gustafson, CACM 31(5), 1988). `serial` is a
 *  fraction of the time that the n workers take. */
export function gustafsonSpeedup(workers: number, serial: number): number {
  return serial + (1 - serial) * workers;
}

/** Universal scalability law: each worker also keeps in step with each other, so that more of them can do less (N. Gunther,
 *  CMG 1993; Guerrilla Capacity Planning, 2007). κ = 0 is Amdahl's law. */
export function universalSpeedup(workers: number, contention: number, coherence: number): number {
  return workers / (1 + contention * (workers - 1) + coherence * workers * (workers - 1));
}

/** The number of workers beyond which more do less, √((1 − σ)/κ); Infinity without coherence. At least 1. */
export function peakWorkers(contention: number, coherence: number): number {
  return coherence === 0 ? Infinity : Math.max(1, Math.sqrt((1 - contention) / coherence));
}

/** The serial fraction that a measured speedup implies; when it grows with n, something besides serial work does (A. Karp,
 *  H. Flatt, CACM 33(5), 1990). @throws RangeError for fewer than two workers. */
export function experimentalSerialFraction(speedup: number, workers: number): number {
  if (!(workers > 1)) throw new RangeError(`a serial fraction needs two workers at least, not ${workers}`);
  return (1 / speedup - 1 / workers) / (1 - 1 / workers);
}
