/** Requests, answers and timeouts of the three ways to coordinate; every decision is one of the primitives'. */
import { exponential } from "../kernel/variates.ts";
import { type RequestKind, type ServiceAnswer, serve } from "./services.ts";
import { type Context, createTransfer, isAbandoned, net, type State, type Transfer } from "./state.ts";

const KINDS: readonly RequestKind[] = ["do", "undo", "prepare", "commit", "abort"];
const ANSWERS: readonly ServiceAnswer[] = ["yes", "no", "failed"];
const STEPS = 8;
const ATTEMPTS = 4096;
/** Transfers that are drawn after they have ended. */
const DRAWN = 8;

/** A message's second number: kind, step and attempt; an answer's has the answer besides. */
const code = (kind: RequestKind, step: number, attempt: number): number =>
  (KINDS.indexOf(kind) * STEPS + step) * ATTEMPTS + (attempt % ATTEMPTS);

export function onArrival(state: State, ctx: Context): void {
  const account = Math.floor(ctx.random("account") * state.params.accounts);
  ctx.schedule(exponential(ctx.random("arrival"), 1000 / state.params.rate), "arrival");
  const transfer = createTransfer(state, ctx.nowMs, account);
  state.transfers.set(transfer.id, transfer);
  ctx.observe("underWay", state.transfers.size);
  state.lastText = `transfer ${transfer.id + 1} begins`;
  proceed(state, ctx, transfer);
}

/** Sends what is due now, and waits for it. */
export function proceed(state: State, ctx: Context, transfer: Transfer): void {
  ctx.cancel(transfer.timer);
  if (state.params.mode === "2pc") proceedCommit(state, ctx, transfer);
  else {
    const command = transfer.saga.command;
    if (command === undefined) {
      end(state, ctx, transfer, transfer.saga.status as "completed" | "compensated" | "stuck");
      return;
    }
    request(state, ctx, transfer, command.kind, command.step, command.attempt);
  }
  if (transfer.outcome === "open")
    transfer.timer = ctx.schedule(state.params.timeout, "timeout", transfer.id);
}

function proceedCommit(state: State, ctx: Context, transfer: Transfer): void {
  const { decision, finished, outstanding } = transfer.commit;
  if (finished) {
    end(state, ctx, transfer, decision === "commit" ? "completed" : "compensated");
    return;
  }
  const kind = decision === "undecided" ? "prepare" : decision;
  for (const step of outstanding) request(state, ctx, transfer, kind, step, 1);
}

function request(
  state: State,
  ctx: Context,
  transfer: Transfer,
  kind: RequestKind,
  step: number,
  attempt: number,
): void {
  const { delay, work, loss } = state.params;
  state.messages++;
  transfer.marks.push({ step, kind, fromMs: ctx.nowMs, toMs: -1, outcome: "open" });
  if (transfer.marks.length > 40) transfer.marks.shift();
  const worked = kind === "do" || kind === "undo" || kind === "prepare" ? work : 0;
  const delayMs = exponential(ctx.random("delay"), delay) + exponential(ctx.random("work"), worked);
  if (ctx.random("loss") >= loss) ctx.schedule(delayMs, "request", transfer.id, code(kind, step, attempt));
}

/** A request arrives and is carried out. Events go on to the next service from here, answers go back. */
export function onRequest(state: State, ctx: Context, id: number, message: number): void {
  const kind = KINDS[Math.floor(message / (STEPS * ATTEMPTS))]!;
  const step = Math.floor(message / ATTEMPTS) % STEPS;
  if (state.serviceDown[step] === 1) {
    state.lastText = `service ${step + 1} is down: ${kind} of transfer ${id + 1} is lost`;
    return;
  }
  const transfer = state.transfers.get(id);
  const answer = serve(state, ctx, kind, step, id, transfer);
  state.lastText = `service ${step + 1}: ${kind} of transfer ${id + 1}, ${answer}`;
  const { mode, delay, loss } = state.params;
  const full = message * ANSWERS.length + ANSWERS.indexOf(answer);
  if (mode === "choreography") onAnswer(state, ctx, id, full);
  else {
    state.messages++;
    const delayMs = exponential(ctx.random("delay"), delay);
    if (ctx.random("loss") >= loss) ctx.schedule(delayMs, "answer", id, full);
  }
}

export function onAnswer(state: State, ctx: Context, id: number, full: number): void {
  const answer = ANSWERS[full % ANSWERS.length]!;
  const message = Math.floor(full / ANSWERS.length);
  const kind = KINDS[Math.floor(message / (STEPS * ATTEMPTS))]!;
  const step = Math.floor(message / ATTEMPTS) % STEPS;
  const transfer = state.transfers.get(id);
  if (transfer === undefined || isAbandoned(state, transfer)) return;
  const mark = transfer.marks.findLast(
    (one) => one.kind === kind && one.step === step && one.outcome === "open",
  );
  if (mark !== undefined) {
    mark.toMs = ctx.nowMs;
    mark.outcome = answer === "yes" ? "done" : answer === "no" ? "refused" : "failed";
  }
  state.lastText = `transfer ${id + 1}: ${kind} at service ${step + 1} answered ${answer}`;
  if (state.params.mode === "2pc") onVote(state, ctx, transfer, kind, step, answer);
  else onStep(state, ctx, transfer, kind, step, answer);
}

function onStep(
  state: State,
  ctx: Context,
  transfer: Transfer,
  kind: RequestKind,
  step: number,
  answer: ServiceAnswer,
): void {
  const command = transfer.saga.command;
  // An answer to an earlier attempt is as good; one to an earlier step is a repetition.
  if (command === undefined || command.kind !== kind || command.step !== step) return;
  if (answer === "yes") transfer.saga.succeeded();
  else if (answer === "no") transfer.saga.refused();
  else transfer.saga.failed();
  proceed(state, ctx, transfer);
}

function onVote(
  state: State,
  ctx: Context,
  transfer: Transfer,
  kind: RequestKind,
  step: number,
  answer: ServiceAnswer,
): void {
  const { commit } = transfer;
  const before = commit.decision;
  if (kind === "prepare") commit.vote(step, answer === "yes");
  else commit.acknowledge(step);
  if (before !== commit.decision || commit.finished) proceed(state, ctx, transfer);
}

export function onTimeout(state: State, ctx: Context, id: number): void {
  const transfer = state.transfers.get(id);
  if (transfer === undefined || isAbandoned(state, transfer)) return;
  state.lastText = `transfer ${id + 1}: no answer for too long`;
  if (state.params.mode === "2pc") transfer.commit.giveUp();
  else transfer.saga.failed();
  proceed(state, ctx, transfer);
}

/** The log says how far each transfer had got; what is not decided is aborted. */
export function recover(state: State, ctx: Context): void {
  if (!state.coordinatorDown) return;
  state.coordinatorDown = false;
  state.lastText = `the first coordinator is back, and reads its log`;
  if (state.params.mode === "choreography") return;
  for (const transfer of [...state.transfers.values()]) {
    if (transfer.coordinator === 1) continue;
    if (state.params.mode === "2pc") transfer.commit.giveUp();
    proceed(state, ctx, transfer);
  }
}

function end(
  state: State,
  ctx: Context,
  transfer: Transfer,
  outcome: "completed" | "compensated" | "stuck",
): void {
  transfer.outcome = outcome;
  transfer.endedMs = ctx.nowMs;
  ctx.cancel(transfer.timer);
  state.transfers.delete(transfer.id);
  state[outcome]++;
  if (outcome === "stuck") {
    state.stuckIds.add(transfer.id);
    state.stuckNet += net(state, transfer);
  }
  if (outcome !== "stuck" && !transfer.applied.every((count) => count === (outcome === "completed" ? 1 : 0)))
    state.wrong++;
  if (outcome === "completed") {
    state.durationMs += ctx.nowMs - transfer.startedMs;
    ctx.observe("duration", ctx.nowMs - transfer.startedMs);
  }
  let between = 0;
  for (const one of state.transfers.values()) between -= net(state, one);
  ctx.observe("inBetween", between - state.stuckNet);
  state.lastText = `transfer ${transfer.id + 1} is ${outcome}`;
  state.ended.push(transfer);
  if (state.ended.length > DRAWN) state.ended.shift();
}
