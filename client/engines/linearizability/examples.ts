/** Histories after those in the first section of Herlihy and Wing (ACM TOPLAS 12(3), 1990): three processes on a FIFO queue
 *  and on a register, some of which one should accept. */

export interface ExampleCall {
  readonly process: number;
  readonly f: "enqueue" | "dequeue" | "read" | "write";
  readonly value: number;
  /** In steps of time; `until` is absent when the call does not return. */
  readonly from: number;
  readonly until?: number;
}

const writing: readonly ExampleCall[] = [
  { process: 0, f: "write", value: 0, from: 0, until: 1 },
  { process: 2, f: "write", value: 1, from: 2, until: 9 },
];

export const examples: Readonly<Record<string, readonly ExampleCall[]>> = {
  "queue-overlap": [
    { process: 0, f: "enqueue", value: 1, from: 0, until: 4 },
    { process: 1, f: "enqueue", value: 2, from: 2, until: 6 },
    { process: 1, f: "dequeue", value: 2, from: 7, until: 9 },
    { process: 0, f: "dequeue", value: 1, from: 8, until: 10 },
  ],
  "queue-overtaken": [
    { process: 0, f: "enqueue", value: 1, from: 0, until: 2 },
    { process: 1, f: "enqueue", value: 2, from: 3, until: 5 },
    { process: 0, f: "dequeue", value: 2, from: 6, until: 8 },
  ],
  "queue-pending": [
    { process: 0, f: "enqueue", value: 1, from: 0 },
    { process: 1, f: "dequeue", value: 1, from: 2, until: 4 },
  ],
  "queue-twice": [
    { process: 0, f: "enqueue", value: 1, from: 0, until: 4 },
    { process: 1, f: "enqueue", value: 2, from: 1, until: 5 },
    { process: 0, f: "dequeue", value: 2, from: 6, until: 9 },
    { process: 2, f: "dequeue", value: 2, from: 7, until: 10 },
  ],
  "register-during": [
    ...writing,
    { process: 1, f: "read", value: 0, from: 3, until: 4 },
    { process: 1, f: "read", value: 1, from: 5, until: 6 },
  ],
  "register-back": [
    ...writing,
    { process: 1, f: "read", value: 1, from: 3, until: 4 },
    { process: 1, f: "read", value: 0, from: 5, until: 6 },
  ],
};

/** Milliseconds a step. */
export const EXAMPLE_STEP_MS = 10;
