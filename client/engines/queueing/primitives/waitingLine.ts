/** Where jobs wait for a server, in the order that a discipline says. `BoundedFifo` is one of them. */

export interface WaitingLine {
  readonly length: number;
  /** Takes a job's number in, with the key that disciplines by size or class go by; false when there is no room. */
  push(job: number, key: number): boolean;
  /** The job whose turn it is; undefined when none waits. */
  shift(): number | undefined;
}
