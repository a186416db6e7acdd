/** Closed forms for sagas whose messages all arrive. */
import type { Params } from "./params.ts";

/** Milliseconds that are simulated by default. */
export const RUN_MS = 60_000;

const power = (base: number, exponent: number): number => {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
};

/** Nothing gets lost, nobody is away, and timeouts are long enough not to matter. */
function undisturbed({ mode, loss, crash, timeout, delay, work }: Params): boolean {
  return mode !== "2pc" && loss === 0 && crash === 0 && timeout >= 15 * (2 * delay + work);
}

/** Every service agrees. */
export function completedShare(params: Params): number | undefined {
  return undisturbed(params) ? power(1 - params.refusals, params.steps) : undefined;
}

/** The step that is refused has i before it, each of which is undone in one of r attempts with probability 1 − qʳ. */
export function stuckShare(params: Params): number | undefined {
  if (!undisturbed(params) || !params.idempotent) return undefined;
  const { steps, refusals, undoFailures, undoAttempts } = params;
  const undone = 1 - power(undoFailures, undoAttempts);
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += power(1 - refusals, i) * refusals * (1 - power(undone, i));
  return sum;
}

/** Request, work and answer for each step; events need no answer. */
export function durationMs(params: Params): number | undefined {
  if (!undisturbed(params) || params.refusals === 1) return undefined;
  const { mode, steps, delay, work } = params;
  return steps * ((mode === "orchestration" ? 2 : 1) * delay + work);
}

const transfers = ({ rate }: Params): number => (rate * RUN_MS) / 1000;

/** Three standard errors of a share over the transfers of a run. */
export function shareTolerance(params: Params, share: number | undefined): number {
  if (share === undefined || share === 0) return 0;
  return 3 * Math.sqrt((1 - share) / (share * transfers(params)));
}

/** Three standard errors of a mean of sums of `steps` exponential times. */
export function durationTolerance(params: Params): number {
  const completed = transfers(params) * (completedShare(params) ?? 1);
  return 3 / Math.sqrt(params.steps * Math.max(1, completed));
}
