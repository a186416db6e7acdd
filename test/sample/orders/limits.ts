export interface Limits {
  readonly burst: number;
  readonly perSecond: number;
}

/** The token bucket of one caller; see notes/design.md. */
export function createTokenBucket(limits: Limits): () => boolean {
  let tokens = limits.burst;
  let lastMs = performance.now();
  return function tryTake() {
    const nowMs = performance.now();
    tokens = Math.min(limits.burst, tokens + ((nowMs - lastMs) / 1_000) * limits.perSecond);
    lastMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
