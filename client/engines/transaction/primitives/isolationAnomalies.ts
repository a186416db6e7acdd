/**
 * Which anomalies a recorded history of transactions has, found from the history alone: the direct serialization graph of
 * A. Adya, "Weak consistency: a generalized theory and optimistic implementations for distributed transactions", MIT 1999,
 * with the everyday names of Berenson and others (SIGMOD 1995). A key's versions are ordered as they were written.
 */

/** A version by its writer and the number of the write within it; writer 0 is the initial state. */
export interface VersionName {
  readonly writer: number;
  readonly number: number;
}

export type TransactionStep =
  | {
      readonly kind: "read";
      readonly transaction: number;
      readonly key: string;
      readonly saw: VersionName | undefined;
    }
  | { readonly kind: "write"; readonly transaction: number; readonly key: string; readonly number: number }
  | {
      readonly kind: "scan";
      readonly transaction: number;
      readonly prefix: string;
      readonly saw: readonly (readonly [key: string, version: VersionName])[];
    }
  | { readonly kind: "commit" | "abort"; readonly transaction: number };

export const ISOLATION_ANOMALIES = [
  "dirty write",
  "aborted read",
  "intermediate read",
  "circular reads",
  "lost update",
  "non-repeatable read",
  "read skew",
  "phantom",
  "write skew",
  "range write skew",
] as const;

/** `dirty write`: G0. `aborted read`, `intermediate read`, `circular reads`: G1a, G1b, G1c, together the dirty read.
 *  `read skew`: G-single, unless it is an update lost or a key read twice. `write skew`: G2-item with two antidependencies.
 *  `phantom`: a scan that gave two answers, or G-single with a scan that missed a key; `range write skew`: such a cycle
 *  with another antidependency. */
export type IsolationAnomaly = (typeof ISOLATION_ANOMALIES)[number];

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly kind: "ww" | "wr" | "rw" | "predicate";
  readonly key: string;
}

export function findIsolationAnomalies(history: readonly TransactionStep[]): ReadonlySet<IsolationAnomaly> {
  const found = new Set<IsolationAnomaly>();
  const committed = new Set(
    history.filter(({ kind }) => kind === "commit").map(({ transaction }) => transaction),
  );
  const aborted = new Set(
    history.filter(({ kind }) => kind === "abort").map(({ transaction }) => transaction),
  );
  const writes = history.filter((step) => step.kind === "write");
  const lastWrite = new Map(writes.map(({ transaction, key, number }) => [`${transaction} ${key}`, number]));
  const reads = readsOf(history).filter(({ transaction }) => committed.has(transaction));
  for (const { transaction, key, saw } of reads) {
    if (saw === undefined || saw.writer === 0 || saw.writer === transaction) continue;
    if (aborted.has(saw.writer)) found.add("aborted read");
    else if (lastWrite.get(`${saw.writer} ${key}`) !== saw.number) found.add("intermediate read");
  }
  findRereads(history, committed, found);
  findCycles(graphOf(history, committed, reads), found);
  return found;
}

interface Read {
  readonly transaction: number;
  readonly key: string;
  readonly saw: VersionName | undefined;
}

/** Reads of single keys, and of each key that a scan saw. */
function readsOf(history: readonly TransactionStep[]): Read[] {
  return history.flatMap((step): Read[] => {
    if (step.kind === "read") return [step];
    if (step.kind !== "scan") return [];
    return step.saw.map(([key, saw]) => ({ transaction: step.transaction, key, saw }));
  });
}

/** The same question twice in one transaction, with two answers that are not its own doing. */
function findRereads(
  history: readonly TransactionStep[],
  committed: ReadonlySet<number>,
  found: Set<IsolationAnomaly>,
): void {
  const before = new Map<string, string>();
  for (const step of history) {
    if (!committed.has(step.transaction) || (step.kind !== "read" && step.kind !== "scan")) continue;
    const foreign = (version: VersionName | undefined) =>
      version === undefined || version.writer !== step.transaction;
    if (step.kind === "read") {
      if (!foreign(step.saw)) continue;
      const answer = step.saw === undefined ? "" : `${step.saw.writer} ${step.saw.number}`;
      if (changed(before, `${step.transaction} =${step.key}`, answer)) found.add("non-repeatable read");
    } else {
      const keys = step.saw.filter(([, version]) => foreign(version)).map(([key]) => key);
      if (changed(before, `${step.transaction} *${step.prefix}`, keys.join(" "))) found.add("phantom");
    }
  }
}

function changed(before: Map<string, string>, question: string, answer: string): boolean {
  const last = before.get(question);
  before.set(question, answer);
  return last !== undefined && last !== answer;
}

function graphOf(
  history: readonly TransactionStep[],
  committed: ReadonlySet<number>,
  reads: readonly Read[],
): Edge[] {
  const edges: Edge[] = [];
  /** Of each key the committed transactions that wrote it, each at its last write. */
  const order = new Map<string, number[]>();
  for (const step of history) {
    if (step.kind !== "write" || !committed.has(step.transaction)) continue;
    const others = (order.get(step.key) ?? []).filter((writer) => writer !== step.transaction);
    order.set(step.key, [...others, step.transaction]);
  }
  const add = (from: number, to: number | undefined, kind: Edge["kind"], key: string) => {
    if (to !== undefined && from !== to && from !== 0) edges.push({ from, to, kind, key });
  };
  for (const [key, writers] of order)
    for (const [i, writer] of writers.entries()) add(writer, writers[i + 1], "ww", key);
  for (const { transaction, key, saw } of reads) {
    const writers = order.get(key) ?? [];
    const writer = saw?.writer ?? 0;
    if (writer !== 0 && !committed.has(writer)) continue;
    add(writer, transaction, "wr", key);
    add(transaction, writers[writers.indexOf(writer) + 1], "rw", key);
  }
  for (const step of history) {
    if (step.kind !== "scan" || !committed.has(step.transaction)) continue;
    const seen = new Set(step.saw.map(([key]) => key));
    for (const [key, writers] of order)
      if (key.startsWith(step.prefix) && !seen.has(key)) add(step.transaction, writers[0], "predicate", key);
  }
  return edges;
}

function findCycles(edges: readonly Edge[], found: Set<IsolationAnomaly>): void {
  const of = (...kinds: Edge["kind"][]) => edges.filter(({ kind }) => kinds.includes(kind));
  const writes = of("ww");
  const dependencies = of("ww", "wr");
  const items = of("ww", "wr", "rw");
  if (writes.some(({ from, to }) => reaches(writes, to, from))) found.add("dirty write");
  if (of("wr").some(({ from, to }) => reaches(dependencies, to, from))) found.add("circular reads");
  for (const { from, to, key } of of("rw")) {
    if (reaches(dependencies, to, from)) {
      const lost = writes.some((edge) => edge.key === key && edge.to === from && edge.from === to);
      const rereads = edges.some(
        (edge) => edge.kind === "wr" && edge.from === to && edge.to === from && edge.key === key,
      );
      found.add(lost ? "lost update" : rereads ? "non-repeatable read" : "read skew");
    }
    if (reachesWith(items, to, from, "rw")) found.add("write skew");
  }
  for (const { from, to } of of("predicate")) {
    if (reaches(dependencies, to, from)) found.add("phantom");
    else if (reaches(edges, to, from)) found.add("range write skew");
  }
}

function reaches(edges: readonly Edge[], from: number, to: number): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to) return true;
    for (const edge of edges) if (edge.from === node) seen.add(edge.to);
  }
  return false;
}

/** Along a path that has at least one edge of `kind`. */
function reachesWith(edges: readonly Edge[], from: number, to: number, kind: Edge["kind"]): boolean {
  return edges.some(
    (edge) => edge.kind === kind && reaches(edges, from, edge.from) && reaches(edges, edge.to, to),
  );
}
