/** State of the Bloom-filter engine: keys are numbers that are written out and hashed, as a program's keys would be. */

import { murmur3Pair } from "../consistent-hashing/primitives/murmur3.ts";
import type { EngineContext } from "../kernel/engine.ts";
import { addOperations, type Params, tableSize } from "./params.ts";
import { BlockedBloomFilter } from "./primitives/blockedBloomFilter.ts";
import { BloomFilter } from "./primitives/bloomFilter.ts";
import { CountingBloomFilter } from "./primitives/countingBloomFilter.ts";
import { probePositions } from "./primitives/doubleHashing.ts";
import type { MembershipFilter } from "./primitives/membershipFilter.ts";
import { ScalableBloomFilter } from "./primitives/scalableBloomFilter.ts";
import { xxHash64 } from "./primitives/xxHash64.ts";
import { promisedRate } from "./theory.ts";

export type Context = EngineContext<"falsePositives" | "fill" | "falseNegatives", "add" | "ask">;

/** Keys that were never added have numbers from here on. */
export const ABSENT = 1_000_000_000;
/** Keys at most, however many are added by hand. */
const MAX_KEYS = 1_000_000;
const GAP = 64;
/** Points of the measured curve. */
export const SEGMENTS = 50;

export interface State {
  readonly params: Params;
  readonly filter: MembershipFilter;
  /** Begins every key, so that another seed has other keys. */
  readonly salt: number;
  /** Keys `removed` up to `added` are in. */
  added: number;
  removed: number;
  nextAbsent: number;
  /** Questions since all planned keys are in. */
  asked: number;
  falsePositives: number;
  askedPresent: number;
  falseNegatives: number;
  /** Removals of keys that were never added, and took away counts of others. */
  wrongRemovals: number;
  lastKey: number;
  lastAnswer: boolean;
  /** In words, where the last thing was an action. */
  refused: boolean;
  /** While keys come in: questions and false positives by segment. */
  readonly curveAsked: Float64Array;
  readonly curvePositive: Float64Array;
}

function createFilter(values: Params, seed: number): MembershipFilter {
  const size = tableSize(values);
  switch (values.variant) {
    case "blocked":
      return new BlockedBloomFilter(size, values.hashes, seed);
    case "counting":
      return new CountingBloomFilter(size, values.hashes, seed);
    case "scalable":
      return new ScalableBloomFilter({
        capacity: values.capacity,
        falsePositives: promisedRate(values.bitsPerKey),
        seed,
      });
    default:
      return new BloomFilter(size, values.hashes, seed);
  }
}

export function createState(values: Params, ctx: Context): State {
  return {
    params: values,
    filter: createFilter(values, 0),
    salt: Math.floor(ctx.random("keys") * 0x100000000),
    added: 0,
    removed: 0,
    nextAbsent: ABSENT,
    asked: 0,
    falsePositives: 0,
    askedPresent: 0,
    falseNegatives: 0,
    wrongRemovals: 0,
    lastKey: -1,
    lastAnswer: false,
    refused: false,
    curveAsked: new Float64Array(SEGMENTS),
    curvePositive: new Float64Array(SEGMENTS),
  };
}

const pair = new Uint32Array(2);

/** What a key is written as: every so manyth number is one that was added, and the numbers between are absent. So both look alike. */
function numberOf(key: number): number {
  if (key < ABSENT) return key * GAP;
  const absent = key - ABSENT;
  return Math.floor(absent / (GAP - 1)) * GAP + 1 + (absent % (GAP - 1));
}

/** The two hashes of a key, in `pair`, by the function that the parameters name. */
function hashKey(state: State, key: number): void {
  const text = `${state.salt.toString(36)}:${numberOf(key)}`;
  if (state.params.hash === "murmur3") murmur3Pair(text, pair);
  else if (state.params.hash === "xxHash64") xxHash64(text, pair);
  else weakPair(text);
}

/** `String.hashCode` of Java, used twice: its halves change places. */
function weakPair(text: string): void {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  pair[0] = hash;
  pair[1] = (hash << 16) | (hash >>> 16);
}

export function hasKey(state: State, key: number): boolean {
  hashKey(state, key);
  return state.filter.hasHash(pair[0]!, pair[1]!);
}

export function addKeys(state: State, count: number): void {
  const end = Math.min(MAX_KEYS, state.added + count);
  for (; state.added < end; state.added++) {
    hashKey(state, state.added);
    state.filter.addHash(pair[0]!, pair[1]!);
    state.lastKey = state.added;
  }
  state.lastAnswer = true;
}

/** Asks for so many keys that were never added; returns how many are said to be there. */
export function askAbsent(state: State, count: number): number {
  let positives = 0;
  for (let i = 0; i < count; i++) {
    state.lastKey = state.nextAbsent++;
    state.lastAnswer = hasKey(state, state.lastKey);
    if (state.lastAnswer) positives++;
  }
  return positives;
}

/** Asks for a key that is in; counts a denial, which must never be. */
export function askPresent(state: State, key: number): void {
  state.askedPresent++;
  if (!hasKey(state, key)) state.falseNegatives++;
}

/** Removes the oldest keys. Only counters can. */
export function removeOldest(state: State, count: number): void {
  state.refused = !(state.filter instanceof CountingBloomFilter);
  if (!(state.filter instanceof CountingBloomFilter)) return;
  const end = Math.min(state.added, state.removed + count);
  for (; state.removed < end; state.removed++) {
    hashKey(state, state.removed);
    state.filter.removeHash(pair[0]!, pair[1]!);
  }
}

/** What a careless program does: removes keys without knowing that they were ever added. */
export function removeAbsent(state: State, count: number): void {
  state.refused = !(state.filter instanceof CountingBloomFilter);
  if (!(state.filter instanceof CountingBloomFilter)) return;
  for (let i = 0; i < count; i++) {
    hashKey(state, state.nextAbsent++);
    if (state.filter.removeHash(pair[0]!, pair[1]!)) state.wrongRemovals++;
  }
}

/** Where the key's bits are, in the newest filter of a chain. */
export function positionsOf(state: State, key: number): number[] {
  hashKey(state, key);
  const { filter } = state;
  if (filter instanceof BlockedBloomFilter) return filter.probes(pair[0]!, pair[1]!);
  const table = newest(state);
  const hashes = table instanceof BloomFilter ? table.hashes : state.params.hashes;
  return probePositions(pair[0]!, pair[1]!, hashes, table.positions);
}

export function newest({ filter }: State): MembershipFilter {
  return filter instanceof ScalableBloomFilter ? filter.filters.at(-1)! : filter;
}

/** 0 or 1, or a counter's value. */
export function valueAt(state: State, position: number): number {
  const table = newest(state);
  if (table instanceof CountingBloomFilter) return table.counter(position);
  return (table as BloomFilter | BlockedBloomFilter).bit(position) ? 1 : 0;
}

/** The segment of the measured curve that an operation among the additions belongs to. */
export function segmentOf(state: State, operation: number): number {
  return Math.min(SEGMENTS - 1, Math.floor((operation * SEGMENTS) / addOperations(state.params)));
}
