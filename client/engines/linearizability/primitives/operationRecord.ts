/**
 * What was recorded of one operation on a shared object: who called it with what, what came back, and when. The form is
 * Jepsen's (K. Kingsbury), with call and return of an operation put together.
 */

/** `ok`: it happened, and the answer is known. `fail`: it is known not to have happened. `info`: nobody knows, for it
 *  timed out or its process died; such an operation may take effect at any moment after its call, or never. */
export type OperationOutcome = "ok" | "fail" | "info";

export interface OperationRecord {
  /** Number of the sequential process that called it. */
  readonly process: number;
  /** Name of the operation, such as `read`, `cas`, `enqueue`. */
  readonly f: string;
  /** Which of several objects, where there are several. */
  readonly key?: unknown;
  readonly input: unknown;
  /** Meaningless unless `ok`, or `fail` where a failure is an answer. */
  readonly output: unknown;
  readonly outcome: OperationOutcome;
  /** Moments on any one scale: positions in a log, or nanoseconds. */
  readonly called: number;
  /** Infinity for `info`. An operation precedes another if it returned before, and not at, the other's call. */
  readonly returned: number;
}

/** Text that is equal for equal values of JSON, whatever the order of their fields. */
export function canonicalText(value: unknown): string {
  if (value === undefined) return "null";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalText(field)}`).join(",")}}`;
}
