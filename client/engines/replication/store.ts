/** What a replica does with a write that reaches it, in each mode. */
import { mix32 } from "../kernel/random.ts";
import { hasLeader } from "./params.ts";
import { keepSiblings, mergeVersionVector, type Version } from "./primitives/versionVector.ts";
import { BUCKETS, cellOf, type State, type Update } from "./state.ts";

const entryHash = (key: number, id: number): number =>
  id === 0 ? 0 : mix32(Math.imul(key + 1, 0x9e3779b9) + id);

/** Takes the write if it is newer than what the replica has of the key; with one leader, in the order of its log. */
export function store(state: State, replica: number, { id, key, version }: Update): void {
  const cell = cellOf(state, replica, key);
  if (version !== undefined) storeVersion(state, cell, version);
  if (hasLeader(state.params) && id > state.applied[replica]!) state.applied[replica] = id;
  const before = state.latest[cell]!;
  if (id <= before) return;
  state.latest[cell] = id;
  state.trees[replica]?.replace(key % BUCKETS, entryHash(key, before), entryHash(key, id));
}

function storeVersion(state: State, cell: number, version: Version): void {
  const kept = keepSiblings(state.siblings[cell]!, version);
  state.siblings[cell] = kept;
  if (kept.length > state.mostSiblings) state.mostSiblings = kept.length;
  if (kept.length < 2 || state.params.mode !== "last-writer-wins") return;
  // The last one wins; who wrote it did not know the others.
  const newest = Math.max(...kept.map(({ id }) => id));
  for (const { id } of kept) if (id !== newest) state.droppedIds.add(id);
}

/** A new version that has seen all that this replica has of the key. */
export function nextVersion(state: State, replica: number, key: number, id: number): Version {
  const { siblings, issued } = state;
  const vector = new Uint32Array(state.params.replicas);
  for (const sibling of siblings[cellOf(state, replica, key)]!) mergeVersionVector(vector, sibling.vector);
  const made = issued[key]!;
  if (vector.some((count, i) => count < made[i]!)) state.conflicts++;
  // Its own writes it knows in any case.
  made[replica]!++;
  vector[replica] = made[replica]!;
  return { id, vector };
}

/** Copies everything that `from` has to `to`, as a replica does that joins. */
export function copyAll(state: State, from: number, to: number): void {
  if (from === to) return;
  for (let key = 0; key < state.params.keys; key++) {
    const cell = cellOf(state, to, key);
    state.latest[cell] = state.latest[cellOf(state, from, key)]!;
    state.siblings[cell] = state.siblings[cellOf(state, from, key)]!;
  }
  state.applied[to] = state.applied[from]!;
}

/** Two replicas exchange all that they have: nothing is lost that either has. */
export function mergeAll(state: State, from: number, to: number): void {
  for (let key = 0; key < state.params.keys; key++) {
    const source = cellOf(state, from, key);
    const versions = state.siblings[source]!;
    for (const version of versions) store(state, to, { id: version.id, key, version, hintFor: -1 });
    if (versions.length === 0 && state.latest[source]! > 0)
      store(state, to, { id: state.latest[source]!, key, version: undefined, hintFor: -1 });
  }
}

/** Brings both replicas up to date where their trees differ. */
export function exchange(state: State, left: number, right: number): void {
  const { buckets, compared } = state.trees[left]!.difference(state.trees[right]!);
  state.comparisons += compared;
  for (const bucket of buckets) {
    for (let key = bucket; key < state.params.keys; key += BUCKETS) {
      const [a, b] = [state.latest[cellOf(state, left, key)]!, state.latest[cellOf(state, right, key)]!];
      if (a === b) continue;
      state.exchanged++;
      store(state, a > b ? right : left, { id: Math.max(a, b), key, version: undefined, hintFor: -1 });
    }
  }
}
