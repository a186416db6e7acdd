/** What a service does with a request, at one moment: its step, its undoing, or its part in a two-phase commit. */
import { type Context, effect, type State, type Transfer } from "./state.ts";

export type RequestKind = "do" | "undo" | "prepare" | "commit" | "abort";

/** `yes`: done; `no`: refused for good; `failed`: not done, and may be tried again. */
export type ServiceAnswer = "yes" | "no" | "failed";

/** @param transfer undefined when it has ended and is forgotten, and a late repetition arrives. */
export function serve(
  state: State,
  ctx: Context,
  kind: RequestKind,
  step: number,
  id: number,
  transfer: Transfer | undefined,
): ServiceAnswer {
  if (kind === "do") return doStep(state, ctx, step, id, transfer);
  if (kind === "undo") return undoStep(state, ctx, step, id, transfer);
  // Participants of a commit that has ended have forgotten it, and have nothing to do.
  if (transfer === undefined) return "yes";
  return kind === "prepare" ? prepare(state, ctx, step, transfer) : decide(state, ctx, kind, step, transfer);
}

function apply(state: State, step: number, id: number, transfer: Transfer | undefined, count: 1 | -1): void {
  state.balances[step]! += count * effect(state, step);
  if (transfer !== undefined) transfer.applied[step]! += count;
  else if (state.stuckIds.has(id)) state.stuckNet += count * effect(state, step);
}

function doStep(
  state: State,
  ctx: Context,
  step: number,
  id: number,
  transfer: Transfer | undefined,
): ServiceAnswer {
  const refuses = ctx.random("refusal") < state.params.refusals;
  const act = (): boolean => {
    if (!refuses) apply(state, step, id, transfer, 1);
    return !refuses;
  };
  const done = state.params.idempotent ? state.receivers[step]!.once(`do ${id}`, act) : act();
  return done ? "yes" : "no";
}

function undoStep(
  state: State,
  ctx: Context,
  step: number,
  id: number,
  transfer: Transfer | undefined,
): ServiceAnswer {
  if (ctx.random("undo") < state.params.undoFailures) return "failed";
  if (!state.params.idempotent) {
    apply(state, step, id, transfer, -1);
    return "yes";
  }
  const receiver = state.receivers[step]!;
  receiver.once(`undo ${id}`, () => {
    // A step that was never done is kept from being done later.
    if (receiver.known(`do ${id}`) === true) apply(state, step, id, transfer, -1);
    receiver.remember(`do ${id}`, false);
    return true;
  });
  return "yes";
}

function prepare(state: State, ctx: Context, step: number, transfer: Transfer): ServiceAnswer {
  const refuses = ctx.random("refusal") < state.params.refusals;
  // A repetition finds the account locked by its own transfer.
  if (transfer.lockedMs[step]! >= 0) return "yes";
  if (transfer.commit.decision !== "undecided" || refuses) return "no";
  const locks = state.locks[step]!;
  if (locks.has(transfer.account)) {
    state.conflicts++;
    return "no";
  }
  locks.set(transfer.account, transfer.id);
  transfer.lockedMs[step] = ctx.nowMs;
  return "yes";
}

function decide(
  state: State,
  ctx: Context,
  kind: "commit" | "abort",
  step: number,
  transfer: Transfer,
): ServiceAnswer {
  const since = transfer.lockedMs[step]!;
  if (since < 0) return "yes";
  transfer.lockedMs[step] = -1;
  state.locks[step]!.delete(transfer.account);
  const heldMs = ctx.nowMs - since;
  state.lockMs += heldMs;
  state.lockCount++;
  state.lockMaxMs = Math.max(state.lockMaxMs, heldMs);
  if (kind === "commit") apply(state, step, transfer.id, transfer, 1);
  return "yes";
}
