/**
 * Is a concurrent history linearizable? The search of Wing and Gong (JPDC 17, 1993) with Lowe's memory of configurations
 * (Concurrency and Computation 29(4), 2017), as in Knossos and Porcupine, over each independent part by itself. The
 * problem is NP-complete (P. Gibbons, E. Korach, SIAM J. Computing 26(4), 1997), so the search has a budget of steps, and
 * answers "unknown" when it is used up.
 *
 * Three reductions, each of which keeps the answer:
 * - An operation that leaves every state as it is, and is possible now, is taken at once and without alternatives: a
 *   linearization that has it later has it here as well.
 * - An operation that never returned need not be taken; one that would change nothing now is not.
 * - Of equal operations that never returned, the one called first is taken first.
 */

import { LinearizationSearch } from "./linearizationSearch.ts";
import type { OperationRecord } from "./operationRecord.ts";
import {
  isUnknownCall,
  type ModelCall,
  type ModelOptions,
  type SequentialModel,
  type TimedCall,
} from "./sequentialModel.ts";

export type LinearizabilityVerdict = "linearizable" | "not linearizable" | "unknown";

export interface LinearizabilityOptions extends ModelOptions {
  /** Transitions of the model tried at most, over all parts; 10 million unless told otherwise (seconds). */
  readonly maxSteps?: number;
}

export interface PartVerdict {
  /** Undefined where the history is one part. */
  readonly part: string | undefined;
  readonly verdict: LinearizabilityVerdict;
  /** Positions in the history in an order that explains all of it; if it is not linearizable, the longest beginning of
   *  such an order that was found (none where a single operation shows it by itself). Operations that never returned are in it only where they took effect. */
  readonly order: readonly number[];
  /** The operation that had to be placed next and could not be; undefined unless not linearizable. */
  readonly stuckAt: number | undefined;
}

export interface LinearizabilityResult {
  readonly verdict: LinearizabilityVerdict;
  /** One part that is not linearizable decides; others may then be left as unknown. */
  readonly parts: readonly PartVerdict[];
  /** Transitions of the model that were tried. */
  readonly steps: number;
  /** Different configurations that were met. */
  readonly configurations: number;
}

/** Records that the model cannot read; `problems` says which and why. */
export class HistoryError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("; "));
    this.name = "HistoryError";
    this.problems = problems;
  }
}

const MAX_STEPS = 10_000_000;
/** Steps that each part gets at first. */
const SLICE = 20_000;

/** @throws HistoryError when a record does not belong to the model. */
export function checkLinearizability<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  history: readonly OperationRecord[],
  options: LinearizabilityOptions = {},
): LinearizabilityResult {
  const maxSteps = options.maxSteps ?? MAX_STEPS;
  const searches = [...partsOf(model, readCalls(model, history, options))].map(([part, operations]) => ({
    part,
    search: new LinearizationSearch(model, operations),
    verdict: "unknown" as LinearizabilityVerdict,
  }));
  // One part may be hard and another plainly wrong: all get a little, then those undecided get more.
  let left = maxSteps;
  for (let slice = SLICE; left > 0; slice *= 4) {
    const open = searches.filter(({ search, verdict }) => verdict === "unknown" && !search.exhausted);
    if (open.length === 0) break;
    for (const one of open) {
      const before = one.search.steps;
      one.verdict = one.search.run(before + Math.min(slice, left));
      left -= one.search.steps - before;
      if (one.verdict === "not linearizable") return result(searches);
    }
  }
  return result(searches);
}

interface PartSearch {
  readonly part: string | undefined;
  readonly search: Pick<
    LinearizationSearch<unknown, ModelCall>,
    "steps" | "configurations" | "order" | "stuckAt"
  >;
  readonly verdict: LinearizabilityVerdict;
}

function result(searches: readonly PartSearch[]): LinearizabilityResult {
  const has = (wanted: LinearizabilityVerdict) => searches.some(({ verdict }) => verdict === wanted);
  return {
    verdict: has("not linearizable") ? "not linearizable" : has("unknown") ? "unknown" : "linearizable",
    parts: searches.map(({ part, search, verdict }) => {
      const stuckAt = verdict === "not linearizable" ? search.stuckAt : undefined;
      return { part, verdict, order: search.order, stuckAt };
    }),
    steps: searches.reduce((sum, { search }) => sum + search.steps, 0),
    configurations: searches.reduce((sum, { search }) => sum + search.configurations, 0),
  };
}

function readCalls<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  history: readonly OperationRecord[],
  options: ModelOptions,
): TimedCall<Call>[] {
  const problems: string[] = [];
  const operations: TimedCall<Call>[] = [];
  history.forEach((record, position) => {
    const call = model.call(record, options);
    if (call === undefined) return;
    if (isUnknownCall(call)) problems.push(`operation ${position}: ${call.problem}`);
    else {
      const returned = record.outcome === "info" ? Infinity : record.returned;
      operations.push({ call, position, called: record.called, returned });
    }
  });
  if (problems.length > 0) throw new HistoryError(problems);
  return operations;
}

function partsOf<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  operations: readonly TimedCall<Call>[],
): ReadonlyMap<string | undefined, readonly TimedCall<Call>[]> {
  const parts = new Map<string | undefined, TimedCall<Call>[]>();
  for (const operation of operations) {
    const part = model.part?.(operation.call);
    if (part === undefined) return new Map([[undefined, operations]]);
    const list = parts.get(part);
    if (list === undefined) parts.set(part, [operation]);
    else list.push(operation);
  }
  return parts;
}
