/** Closed forms of discovery: heartbeats every h, removal T after the last one, lists that are refreshed every c. */
import { exp, pow } from "../kernel/math.ts";

/** From a crash until the removal: T less the age of the last heartbeat, which is uniform in [0, h), and its way. */
export function detectionMs(afterLastMs: number, heartbeatMs: number, delayMs: number): number {
  return afterLastMs - heartbeatMs / 2 + delayMs;
}

/** Calls that fail by one crash of n instances: each client goes on calling until its next refresh, half a period on
 *  average after the removal. */
export function failedPerCrash(
  perMs: number,
  instances: number,
  detectedMs: number,
  cacheMs: number,
): number {
  return (perMs / instances) * (detectedMs + cacheMs / 2);
}

/** The same where a client fails but once: m·(1 − E[e^(−rD)]), D = T − U(0, h) + U(0, c), r its calls to one instance. */
export function failedOnceEach(
  clients: number,
  perMs: number,
  instances: number,
  lastMs: number,
  heartbeatMs: number,
  cacheMs: number,
): number {
  const r = perMs / clients / instances;
  const early = r * heartbeatMs > 1e-9 ? (exp(r * heartbeatMs) - 1) / (r * heartbeatMs) : 1;
  const late = r * cacheMs > 1e-9 ? (1 - exp(-r * cacheMs)) / (r * cacheMs) : 1;
  return clients * (1 - exp(-r * lastMs) * early * late);
}

/** Heartbeats in a row that must be lost for a removal: the next one comes too late. */
export function lossesToRemove(ttlMs: number, heartbeatMs: number): number {
  return Math.floor(ttlMs / heartbeatMs);
}

/** Removals of a healthy instance a millisecond: a heartbeat that comes, and then m that do not, (1 − q)·q^m / h. */
export function falseRemovalsPerMs(loss: number, ttlMs: number, heartbeatMs: number): number {
  return ((1 - loss) * pow(loss, lossesToRemove(ttlMs, heartbeatMs))) / heartbeatMs;
}
