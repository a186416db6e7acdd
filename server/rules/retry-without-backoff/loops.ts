/**
 * Hand-written retry loops. A loop is one when success leaves it and failure does not: that separates it from a worker
 * that logs an error and takes the next message, and from a poller that never ends by design.
 */
import type { Assignment, Call, CodeModel, Jump, Loop, Try } from "../../model/codeModel.ts";
import { constantOf, contains, sameSpan } from "../expressions.ts";
import { isAlwaysTaken } from "../jumps.ts";
import { attemptIn, failsOver } from "./attempts.ts";
import { type Delay, delayIn } from "./delays.ts";

export interface RetryLoop {
  readonly loop: Loop;
  readonly attempt: Call;
  readonly delay: Exclude<Delay, { readonly kind: "other" }>;
  /** Nothing ends it but success. */
  readonly endless: boolean;
}

/** One retry at once is a fair answer to a dropped connection. */
const oneRetry = 2;

export function retryLoops(model: CodeModel): RetryLoop[] {
  const found: RetryLoop[] = [];
  for (const tried of model.tries) {
    const loop = tried.context.loops[0];
    if (loop === undefined || found.some((other) => sameSpan(other.loop.span, loop.span))) continue;
    const retry = retryLoop(loop, tried, model);
    if (retry) found.push(retry);
  }
  return found;
}

function retryLoop(loop: Loop, tried: Try, model: CodeModel): RetryLoop | undefined {
  if (!repeats(loop) || !isInSameFunction(loop, tried)) return undefined;
  if (!successLeaves(loop, tried, model) || failureLeaves(loop, tried, model)) return undefined;
  const attempt = attemptIn(tried, loop, model);
  if (attempt === undefined || failsOver(attempt, loop)) return undefined;
  const delay = delayIn(loop.bodySpan, tried.bodySpan, loop, model);
  if (delay.kind === "other") return undefined;
  return { loop, attempt, delay, endless: isEndless(loop, tried, model) };
}

/** The same thing again: not a loop over different things. */
function repeats(loop: Loop): boolean {
  if (loop.turns !== undefined && loop.turns <= oneRetry) return false;
  if (loop.kind === "while" || loop.kind === "count") return true;
  return loop.kind === "each" && loop.iterable?.kind === "call" && loop.iterable.call.method === "range";
}

function isInSameFunction(loop: Loop, tried: Try): boolean {
  const [outer] = loop.context.functions;
  const [inner] = tried.context.functions;
  return outer === undefined || inner === undefined ? outer === inner : sameSpan(outer.span, inner.span);
}

const isIn = (jump: Jump, loop: Loop): boolean => {
  const [innermost] = jump.context.loops;
  return innermost !== undefined && sameSpan(innermost.span, loop.span);
};

/** `return` or `break` outside the handlers, or the loop's condition changed in the try block. */
function successLeaves(loop: Loop, tried: Try, model: CodeModel): boolean {
  const leaves = model.jumps.some((jump) => {
    if (jump.kind !== "return" && jump.kind !== "break") return false;
    if (!contains(loop.bodySpan, jump.span) || jump.span.start < tried.bodySpan.start) return false;
    if (tried.handlers.some(({ bodySpan }) => contains(bodySpan, jump.span))) return false;
    // A `return` leaves from an inner loop too, a `break` does not, and neither does from an inner function.
    return jump.kind === "break" ? isIn(jump, loop) : sameFunction(jump, tried);
  });
  return leaves || model.assignments.some((assignment) => endsLoop(assignment, loop, tried, model));
}

/** `done = true` in the try block of `while (!done)`. */
function endsLoop({ target, span }: Assignment, loop: Loop, tried: Try, model: CodeModel): boolean {
  if (target.kind !== "name" || loop.condition === undefined || !contains(tried.bodySpan, span)) return false;
  const condition = model.text.slice(loop.condition.span.start, loop.condition.span.end);
  return condition.split(/[^\w$]+/).includes(target.name);
}

function sameFunction(jump: Jump, tried: Try): boolean {
  const [outer] = tried.context.functions;
  const [inner] = jump.context.functions;
  return outer === undefined || inner === undefined ? outer === inner : sameSpan(outer.span, inner.span);
}

/** Every handler ends by leaving the loop, so that nothing is tried again. */
function failureLeaves(loop: Loop, tried: Try, model: CodeModel): boolean {
  if (tried.handlers.length === 0) return true;
  return tried.handlers.every((handler) =>
    model.jumps.some(
      (jump) =>
        jump.kind !== "continue" &&
        contains(handler.bodySpan, jump.span) &&
        (jump.kind !== "break" || isIn(jump, loop)) &&
        isAlwaysTaken(jump, handler.bodySpan, model),
    ),
  );
}

/** `while (true)` whose handler never gives up. */
function isEndless(loop: Loop, tried: Try, model: CodeModel): boolean {
  if (loop.kind !== "while") return false;
  if (loop.condition !== undefined && constantOf(loop.condition) !== true && constantOf(loop.condition) !== 1)
    return false;
  return !model.jumps.some(
    (jump) =>
      jump.kind !== "continue" &&
      contains(loop.bodySpan, jump.span) &&
      !contains(tried.bodySpan, jump.span) &&
      !(jump.kind === "break" && !isIn(jump, loop)) &&
      !isAfter(jump, tried),
  );
}

/** What stands behind the whole try statement runs on success as well. */
const isAfter = (jump: Jump, tried: Try): boolean => jump.span.start >= tried.span.end;
