/**
 * Processor sharing: all jobs are served at once and share the servers equally, which is what a time-slicing scheduler and
 * fair sharing of a link come to (L. Kleinrock, "Time-shared systems: a theoretical treatment", JACM 14(2), 1967). No job
 * gets more than one server.
 *
 * Kept in virtual time, the work that any job present has been given since the system was last empty: a job ends when
 * virtual time has grown by its size, whatever comes and goes meanwhile, so that a change costs O(log n) and not O(n).
 */
import { BoundedPriorityLine, type SavedBoundedPriorityLine } from "./boundedPriorityLine.ts";

export interface SavedProcessorSharing {
  readonly servers: number;
  readonly line: SavedBoundedPriorityLine;
  readonly virtualMs: number;
  readonly atMs: number;
}

export class ProcessorSharing {
  readonly servers: number;
  #line: BoundedPriorityLine;
  #virtualMs = 0;
  #atMs = 0;

  /** `limit`: jobs at once at most. @throws RangeError unless both are whole numbers, `servers` from 1. */
  constructor(servers: number, limit: number) {
    if (!Number.isInteger(servers) || servers < 1)
      throw new RangeError(`servers must be a whole number from 1, not ${servers}`);
    this.servers = servers;
    this.#line = new BoundedPriorityLine(limit);
  }

  static restore(saved: SavedProcessorSharing): ProcessorSharing {
    const sharing = new ProcessorSharing(saved.servers, 0);
    sharing.#line = BoundedPriorityLine.restore(saved.line);
    sharing.#virtualMs = saved.virtualMs;
    sharing.#atMs = saved.atMs;
    return sharing;
  }

  get length(): number {
    return this.#line.length;
  }

  /** What share of one server each job gets now. */
  get share(): number {
    return Math.min(1, this.servers / Math.max(1, this.#line.length));
  }

  /** False when there are as many jobs as may be. Times must not fall from call to call. */
  add(job: number, workMs: number, nowMs: number): boolean {
    this.#catchUp(nowMs);
    return this.#line.push(job, this.#virtualMs + workMs);
  }

  /** How long until the next job ends if none comes or goes before; Infinity without jobs. */
  nextInMs(nowMs: number): number {
    this.#catchUp(nowMs);
    const end = this.#line.firstKey;
    return end === undefined ? Infinity : Math.max(0, end - this.#virtualMs) / this.share;
  }

  /** Takes the job that ends now, and is called only then; undefined without jobs. */
  finish(nowMs: number): number | undefined {
    this.#catchUp(nowMs);
    // Rounding must not leave a job a last nanosecond.
    const end = this.#line.firstKey;
    if (end !== undefined && end > this.#virtualMs) this.#virtualMs = end;
    return this.#line.shift();
  }

  clear(): void {
    this.#line.clear();
  }

  save(): SavedProcessorSharing {
    return {
      servers: this.servers,
      line: this.#line.save(),
      virtualMs: this.#virtualMs,
      atMs: this.#atMs,
    };
  }

  #catchUp(nowMs: number): void {
    if (this.#line.length === 0) this.#virtualMs = 0;
    else this.#virtualMs += (nowMs - this.#atMs) * this.share;
    this.#atMs = nowMs;
  }
}
