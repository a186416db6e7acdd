/** What a circuit breaker remembers of the calls that ended: how many, how many failed, how many were slow. */

export interface OutcomeWindow {
  /** Of the calls that the window holds now. */
  calls(nowMs: number): number;
  failures(nowMs: number): number;
  slow(nowMs: number): number;
  record(failed: boolean, slow: boolean, nowMs: number): void;
  clear(): void;
}
