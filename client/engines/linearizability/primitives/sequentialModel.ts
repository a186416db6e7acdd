/** What an object does when only one process uses it: the specification that a concurrent history is held to. */
import type { OperationRecord } from "./operationRecord.ts";

export interface ModelCall {
  /** Calls with equal text do the same to every state; it is also what people read: `write 3`, `cas 1 2: failed`. */
  readonly text: string;
  /** The call leaves every state as it is in which it is possible. */
  readonly observes: boolean;
}

/** A record that the model does not know, in words. */
export interface UnknownCall {
  readonly problem: string;
}

export interface ModelOptions {
  /** A failed compare-and-set is an answer (the value was another), as in logs of etcd; otherwise, as Jepsen defines it,
   *  a failed operation did not happen and says nothing. */
  readonly failedCasAnswers?: boolean;
}

/** A call with its moments, and its place in the history. */
export interface TimedCall<Call> {
  readonly call: Call;
  readonly position: number;
  readonly called: number;
  /** Infinity when it never returned. */
  readonly returned: number;
}

/** What a model knows of one history beforehand. */
export interface Foresight<State, Call> {
  /** Position of an operation that shows by itself that the history is not linearizable. */
  readonly fault: number | undefined;
  /** No linearization goes on from `state` with `call`, although the object would allow it. */
  excludes?(state: State, call: Call): boolean;
  /** Calls with smaller numbers are tried first. It decides nothing but how fast a linearization is found. */
  readonly priority?: (call: Call) => number;
}

/** States are immutable values. */
export interface SequentialModel<State, Call extends ModelCall> {
  readonly name: string;
  readonly initial: State;
  /** Undefined when the record says nothing: it did not happen, or it is an observation without an answer. */
  call(record: OperationRecord, options: ModelOptions): Call | UnknownCall | undefined;
  /** The state after the call, or undefined where the object could not have answered so. */
  step(state: State, call: Call): State | undefined;
  /** Equal for equal states. */
  stateKey(state: State): string | number;
  /** Name of the independent part that a call belongs to; undefined when it concerns all of them. A history is
   *  linearizable if each part is (P-compositionality: A. Horn, D. Kroening, FORTE 2015; for separate objects it is the
   *  locality theorem of Herlihy and Wing). */
  part?(call: Call): string | undefined;
  /** Called with each part of a history before it is searched. */
  foresee?(operations: readonly TimedCall<Call>[]): Foresight<State, Call>;
}

export const isUnknownCall = (call: ModelCall | UnknownCall): call is UnknownCall => "problem" in call;
