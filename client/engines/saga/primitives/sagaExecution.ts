/**
 * One saga as a state machine without any IO: H. Garcia-Molina, K. Salem, "Sagas", SIGMOD 1987. Steps are done in order; when
 * one is refused, or its outcome stays unknown, those before it are undone in reverse order. A step whose outcome is unknown
 * is undone as well, so `undo` must be harmless where nothing was done, and must keep a late `do` out.
 *
 * The state is a few numbers: whoever runs it writes them to a log before each command, and goes on from there after a crash.
 */

export type SagaStatus = "running" | "compensating" | "completed" | "compensated" | "stuck";

export interface SagaCommand {
  readonly kind: "do" | "undo";
  /** From 0. */
  readonly step: number;
  /** From 1; a receiver tells repetitions apart from new commands by saga, kind and step, not by this. */
  readonly attempt: number;
}

export interface SagaLimits {
  readonly steps: number;
  /** Attempts of a step before it is undone, and of an undoing before a person has to look at it. */
  readonly doAttempts: number;
  readonly undoAttempts: number;
}

interface SagaLog {
  readonly limits: SagaLimits;
  status: SagaStatus;
  step: number;
  attempt: number;
}

export class SagaExecution {
  readonly #log: SagaLog;

  constructor(limits: SagaLimits, log: SagaLog = { limits, status: "running", step: 0, attempt: 1 }) {
    this.#log = log;
  }

  static restore(saved: unknown): SagaExecution {
    const log = saved as SagaLog;
    return new SagaExecution(log.limits, { ...log });
  }

  save(): SagaLog {
    return { ...this.#log };
  }

  get status(): SagaStatus {
    return this.#log.status;
  }

  /** What is to be sent now; undefined when the saga has ended. */
  get command(): SagaCommand | undefined {
    const { status, step, attempt } = this.#log;
    if (status !== "running" && status !== "compensating") return undefined;
    return { kind: status === "running" ? "do" : "undo", step, attempt };
  }

  /** The present command was carried out. */
  succeeded(): void {
    const log = this.#log;
    log.attempt = 1;
    if (log.status === "running") {
      if (++log.step === log.limits.steps) log.status = "completed";
    } else if (log.status === "compensating") this.#undoFrom(log.step - 1);
  }

  /** A step was refused for good, and had no effect: no funds, no seat. */
  refused(): void {
    if (this.#log.status === "running") this.#undoFrom(this.#log.step - 1);
  }

  /** No answer came, or an error that may pass. */
  failed(): void {
    const log = this.#log;
    if (log.status === "running") {
      if (log.attempt < log.limits.doAttempts) log.attempt++;
      // Perhaps it was done, and only the answer is missing.
      else this.#undoFrom(log.step);
    } else if (log.status === "compensating") {
      if (log.attempt < log.limits.undoAttempts) log.attempt++;
      else log.status = "stuck";
    }
  }

  #undoFrom(step: number): void {
    const log = this.#log;
    log.step = step;
    log.attempt = 1;
    log.status = step < 0 ? "compensated" : "compensating";
  }
}
