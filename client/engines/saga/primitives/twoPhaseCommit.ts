/**
 * The coordinator of one distributed transaction in two-phase commit with presumed abort, without any IO: J. Gray, "Notes on
 * data base operating systems", 1978; C. Mohan, B. Lindsay, R. Obermarck, "Transaction management in the R* distributed
 * database management system", ACM TODS 11(4), 1986. A participant that has voted yes may neither commit nor abort by itself:
 * while the coordinator is away it is in doubt, and keeps its locks.
 */

export type CommitDecision = "undecided" | "commit" | "abort";

interface CommitLog {
  readonly participants: number;
  decision: CommitDecision;
  /** Of each participant 1 once it has voted yes, and once it has acknowledged the decision. */
  readonly voted: Uint8Array;
  readonly acknowledged: Uint8Array;
}

export class TwoPhaseCoordinator {
  readonly #log: CommitLog;

  constructor(participants: number, log?: CommitLog) {
    const fresh = { voted: new Uint8Array(participants), acknowledged: new Uint8Array(participants) };
    this.#log = log ?? { participants, decision: "undecided", ...fresh };
  }

  static restore(saved: unknown): TwoPhaseCoordinator {
    const log = saved as CommitLog;
    const copy = { ...log, voted: log.voted.slice(), acknowledged: log.acknowledged.slice() };
    return new TwoPhaseCoordinator(log.participants, copy);
  }

  save(): CommitLog {
    return { ...this.#log, voted: this.#log.voted.slice(), acknowledged: this.#log.acknowledged.slice() };
  }

  get decision(): CommitDecision {
    return this.#log.decision;
  }

  /** All have acknowledged; the coordinator may forget the transaction. */
  get finished(): boolean {
    return this.#log.decision !== "undecided" && this.#log.acknowledged.every((one) => one === 1);
  }

  /** Participants that are to be asked or told again. */
  get outstanding(): readonly number[] {
    const { decision, voted, acknowledged } = this.#log;
    const marks = decision === "undecided" ? voted : acknowledged;
    return [...marks.keys()].filter((participant) => marks[participant] === 0);
  }

  vote(participant: number, yes: boolean): void {
    const log = this.#log;
    if (log.decision !== "undecided") return;
    if (yes) log.voted[participant] = 1;
    else log.decision = "abort";
    if (log.voted.every((one) => one === 1)) log.decision = "commit";
  }

  /** A vote is missing for too long, or the coordinator comes back from a crash without a decision in its log. */
  giveUp(): void {
    if (this.#log.decision === "undecided") this.#log.decision = "abort";
  }

  acknowledge(participant: number): void {
    if (this.#log.decision !== "undecided") this.#log.acknowledged[participant] = 1;
  }
}
