/** What transactions do, step by step: the scripts of the literature's anomalies, to be interleaved at random. */
import type { Params } from "./params.ts";

export type WorkloadStep =
  | { readonly kind: "read" | "scan" | "insert"; readonly key: string }
  /** Writes what was read of the key plus `plus`. */
  | { readonly kind: "write"; readonly key: string; readonly plus: number }
  | { readonly kind: "commit" | "rollback" };

export const INITIAL: Readonly<Record<string, number>> = { x: 10, y: 10 };

const commit = { kind: "commit" } as const;
const read = (key: string): WorkloadStep => ({ kind: "read", key });
const write = (key: string, plus: number): WorkloadStep => ({ kind: "write", key, plus });
const scan: WorkloadStep = { kind: "scan", key: "room" };
const insert: WorkloadStep = { kind: "insert", key: "room" };

/** By the number of the session: each list is one script, taken in turn. */
const SCRIPTS: Readonly<Record<string, readonly (readonly WorkloadStep[])[]>> = {
  increment: [[read("x"), write("x", 1), commit]],
  "on-call": [
    [read("x"), read("y"), write("x", -1), commit],
    [read("x"), read("y"), write("y", -1), commit],
  ],
  transfer: [
    [read("x"), write("x", -5), read("y"), write("y", 5), commit],
    [read("x"), read("y"), commit],
  ],
  reread: [
    [read("x"), read("x"), commit],
    [write("x", 1), commit],
  ],
  rollback: [
    [write("x", 1), { kind: "rollback" }],
    [read("x"), commit],
  ],
  rewrite: [
    [write("x", 1), write("x", 2), commit],
    [read("x"), commit],
  ],
  exchange: [
    [write("x", 1), read("y"), commit],
    [write("y", 1), read("x"), commit],
  ],
  "two-keys": [
    [write("x", 1), write("y", 1), commit],
    [write("y", 2), write("x", 2), commit],
  ],
  list: [
    [scan, scan, commit],
    [insert, commit],
  ],
  booking: [[scan, insert, commit]],
};

export const WORKLOADS: readonly string[] = Object.keys(SCRIPTS);

/** @param uniform which workload, if they are mixed. */
export function scriptOf({ workload }: Params, session: number, uniform: number): readonly WorkloadStep[] {
  const name = workload === "mixed" ? WORKLOADS[Math.floor(uniform * WORKLOADS.length)]! : workload;
  const scripts = SCRIPTS[name]!;
  return scripts[session % scripts.length]!;
}
