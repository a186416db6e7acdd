/**
 * A model's transitions by number: states and calls are numbered as they turn up, and what a call does to a state is
 * worked out once (Knossos calls this memoizing the model). Where the table would grow too large, calls are worked out
 * anew each time.
 */
import type { Foresight, ModelCall, SequentialModel } from "./sequentialModel.ts";

const IMPOSSIBLE = -1;
const NOT_KNOWN = -2;
/** Cells of the table at most. */
const MAX_CELLS = 1 << 22;

export class TransitionTable<State, Call extends ModelCall> {
  readonly #model: SequentialModel<State, Call>;
  readonly #foresight: Foresight<State, Call> | undefined;
  readonly #states: State[];
  readonly #numbers = new Map<string | number, number>();
  /** Different calls, and which of them each operation is. */
  readonly #calls: Call[] = [];
  readonly #callOf: Int32Array;
  readonly #rows: Int32Array[] = [];
  #cells = 0;

  constructor(
    model: SequentialModel<State, Call>,
    calls: readonly Call[],
    foresight?: Foresight<State, Call>,
  ) {
    this.#model = model;
    this.#foresight = foresight;
    this.#states = [model.initial];
    this.#numbers.set(model.stateKey(model.initial), 0);
    const known = new Map<string, number>();
    this.#callOf = Int32Array.from(calls, (call) => {
      let number = known.get(call.text);
      if (number === undefined) {
        number = this.#calls.push(call) - 1;
        known.set(call.text, number);
      }
      return number;
    });
  }

  observes(operation: number): boolean {
    return this.#calls[this.#callOf[operation]!]!.observes;
  }

  /** Number of the state that the operation leads to, negative if it is not possible. State 0 is the initial one. */
  next(state: number, operation: number): number {
    const call = this.#callOf[operation]!;
    let row = this.#rows[state];
    if (row === undefined) {
      if (this.#cells > MAX_CELLS) return this.#compute(state, call);
      row = this.#rows[state] = new Int32Array(this.#calls.length).fill(NOT_KNOWN);
      this.#cells += row.length;
    }
    if (row[call] === NOT_KNOWN) row[call] = this.#compute(state, call);
    return row[call]!;
  }

  #compute(state: number, call: number): number {
    const from = this.#states[state]!;
    const next = this.#model.step(from, this.#calls[call]!);
    if (next === undefined || this.#foresight?.excludes?.(from, this.#calls[call]!) === true)
      return IMPOSSIBLE;
    const key = this.#model.stateKey(next);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#states.push(next) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
