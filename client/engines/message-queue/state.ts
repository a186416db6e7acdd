/** State of the message queue engine: the queue, the consumers, what messages have been through, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { SlotPool } from "../kernel/slotPool.ts";
import { BoundedFifo } from "../timeout/primitives/boundedFifo.ts";
import type { Params } from "./params.ts";
import { VisibilityQueue } from "./primitives/visibilityQueue.ts";

export type Context = EngineContext<
  "waiting" | "inFlight" | "age" | "lost",
  "produce" | "done" | "restarted" | "expire" | "outage" | "back" | "mark" | "tick"
>;

/** Fields of a message. */
export const ID = 0;
export const KEY = 1;
/** Its number among those of its key. */
export const SEQUENCE = 2;
export const CREATED = 3;
export const EFFECTS = 4;
export const POISON = 5;
export const DELIVERIES = 6;
export const MESSAGE_FIELDS = 7;

/** What a consumer does. */
export const IDLE = 0;
export const WORKING = 1;
export const DEAD = 2;

/** How work ends. */
export const DONE = 0;
export const CRASHED = 1;
export const FAILED = 2;

export interface Consumers {
  readonly mode: Uint8Array;
  readonly receipt: Float64Array;
  /** The message's place in the pool, and its number, which tells whether it is still there. */
  readonly message: Float64Array;
  readonly id: Float64Array;
  readonly sinceMs: Float64Array;
  /** How the work will end, and the event that ends it. */
  readonly outcome: Uint8Array;
  readonly end: Float64Array;
}

export interface State {
  readonly params: Params;
  readonly queue: VisibilityQueue;
  readonly messages: SlotPool;
  readonly consumers: Consumers;
  /** Next number by key, and the last one acknowledged. */
  readonly sent: Float64Array;
  readonly settled: Float64Array;
  ids: number;
  /** Messages that found no room, where the producer waits. */
  readonly held: BoundedFifo;
  /** The producer sends nothing new until they are gone. */
  paused: boolean;
  blockedMs: number;
  blockedSinceMs: number;
  away: boolean;
  awayUntilMs: number;
  /** A wake-up for leases is pending, at this time. */
  expiryMs: number;
  produced: number;
  refused: number;
  droppedOldest: number;
  acknowledged: number;
  dead: number;
  deliveries: number;
  /** Of messages that are settled. */
  settledDeliveries: number;
  lost: number;
  doubleEffects: number;
  outOfOrder: number;
  /** Ordered queues must not settle a key's messages out of order. */
  settledOutOfOrder: number;
  started: number;
  waitMs: number;
  measuring: boolean;
  measuredProduced: number;
  measuredRefused: number;
  measuredStarted: number;
  measuredWaitMs: number;
  readonly age: Histogram;
  backMs: number;
  drainedMs: number;
  tickLost: number;
  lastConsumer: number;
  lastOutcome: number;
  lastAgeMs: number;
}

export function createState(params: Params): State {
  const { consumers, capacity, visibility, maxReceives, ordered, keys } = params;
  return {
    params,
    queue: new VisibilityQueue({ capacity, visibilityMs: visibility, maxReceives, ordered }),
    messages: new SlotPool(MESSAGE_FIELDS),
    consumers: {
      mode: new Uint8Array(consumers),
      receipt: new Float64Array(consumers),
      message: new Float64Array(consumers),
      id: new Float64Array(consumers),
      sinceMs: new Float64Array(consumers),
      outcome: new Uint8Array(consumers),
      end: new Float64Array(consumers),
    },
    sent: new Float64Array(keys),
    settled: new Float64Array(keys),
    held: new BoundedFifo(0x1000000),
    age: createHistogram(),
    ...createCounts(),
  };
}

function createCounts() {
  return {
    ids: 0,
    paused: false,
    blockedMs: 0,
    blockedSinceMs: 0,
    away: false,
    awayUntilMs: 0,
    expiryMs: Infinity,
    produced: 0,
    refused: 0,
    droppedOldest: 0,
    acknowledged: 0,
    dead: 0,
    deliveries: 0,
    settledDeliveries: 0,
    lost: 0,
    doubleEffects: 0,
    outOfOrder: 0,
    settledOutOfOrder: 0,
    started: 0,
    waitMs: 0,
    measuring: false,
    measuredProduced: 0,
    measuredRefused: 0,
    measuredStarted: 0,
    measuredWaitMs: 0,
    backMs: -1,
    drainedMs: -1,
    tickLost: 0,
    lastConsumer: -1,
    lastOutcome: DONE,
    lastAgeMs: 0,
  };
}
