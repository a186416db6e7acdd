/**
 * One finding per cause. Where two rules speak of the same place, the one that names the cause outranks the one that
 * names a consequence. An order per line, strongest first; rules that are not written yet do no harm in it.
 */
import type { Span } from "../model/codeModel.ts";

const orders: readonly (readonly string[])[] = [
  ["auto-ack-consumer", "consumer-without-prefetch"],
  ["non-atomic-expire", "cache-without-ttl"],
  ["n-plus-one-query", "remote-call-in-loop", "unbounded-concurrency"],
  ["query-without-limit", "select-star"],
  ["retry-of-non-idempotent-request", "retry-without-backoff", "retry-without-jitter"],
];

export interface Placed {
  readonly rule: string;
  readonly span: Span;
}

/** The findings without those that a stronger one at the same place explains. */
export function withoutConsequences<T extends Placed>(findings: readonly T[]): T[] {
  const rulesAt = new Map<string, Set<string>>();
  for (const { rule, span } of findings) {
    const place = `${span.start}:${span.end}`;
    const known = rulesAt.get(place);
    if (known) known.add(rule);
    else rulesAt.set(place, new Set([rule]));
  }
  return findings.filter(({ rule, span }) => {
    const others = rulesAt.get(`${span.start}:${span.end}`) ?? new Set();
    return ![...others].some((other) => outranks(other, rule));
  });
}

function outranks(a: string, b: string): boolean {
  return orders.some((order) => {
    const [first, second] = [order.indexOf(a), order.indexOf(b)];
    return first !== -1 && second !== -1 && first < second;
  });
}
