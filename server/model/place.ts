/** What surrounds an expression directly, as far as the expression needs to know. */
import type { Call, FunctionScope, Operation } from "./codeModel.ts";

export interface Place {
  /** For a binary operation: what its result is used for. */
  readonly usedAs?: Operation["usedAs"];
  /** The call's result is awaited. */
  readonly awaited?: boolean;
  /** The call's result is awaited or returned: a function literal passed to it runs on the spot. */
  readonly settled?: boolean;
  /** The call that this is a literal argument of. */
  readonly argumentOf?: Call;
}

/** The place of a function's result. */
export function returnedFrom(scope: FunctionScope | undefined): Place {
  return scope ? { usedAs: { kind: "returned", function: scope }, settled: true } : { settled: true };
}
