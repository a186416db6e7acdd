/** State of the tcp engine: both ends, the way between them, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { type Params, packetMs } from "./params.ts";
import { type CongestionWindow, INITIAL_WINDOW } from "./primitives/congestionWindow.ts";
import { CubicWindow } from "./primitives/cubicWindow.ts";
import { ReassemblyBuffer } from "./primitives/reassemblyBuffer.ts";
import { RenoWindow } from "./primitives/renoWindow.ts";
import { RetransmissionTimeout } from "./primitives/retransmissionTimeout.ts";
import { TcpSender } from "./primitives/tcpSender.ts";

export type Context = EngineContext<
  "window" | "delivered" | "throughput" | "queue",
  "syn" | "segment" | "ack" | "timer" | "datagram" | "mark" | "sample"
>;

/** What became of the latest copy of a segment. */
export const UNDER_WAY = 1;
export const ARRIVED = 2;
export const LOST = 3;

/** Acknowledgements that the scene can show. */
export const ACKS_SHOWN = 24;

/** Totals at one moment; the difference of two is what a metric is made of. */
export interface Totals {
  readonly atMs: number;
  readonly sent: number;
  readonly lost: number;
  readonly delivered: number;
  readonly arrived: number;
  readonly travelMs: number;
  readonly windowMs: number;
}

export interface State {
  readonly params: Params;
  sender: TcpSender;
  receiver: ReassemblyBuffer;
  /** Segments that were delivered by earlier connections, before it was opened anew. */
  deliveredBefore: number;
  /** Counts openings: what is under way for an earlier connection is void. */
  connection: number;
  established: boolean;
  synTimeoutMs: number;
  roundTripMs: number;
  /** When the slowest link has sent all that was handed to it. */
  linkFreeMs: number;
  packetMs: number;
  downUntilMs: number;
  dropNext: number;
  sinceLoss: number;
  /** By segment modulo their length, a power of two: of its latest copy. */
  readonly fate: Uint8Array;
  readonly sentMs: Float64Array;
  readonly arrivesMs: Float64Array;
  /** When an early segment came; by segment modulo the receive window. */
  earlyMs: Float64Array;
  readonly ackSentMs: Float64Array;
  acks: number;
  /** Packets handed to the way and what became of them; `underWay` is the rest. */
  sent: number;
  lost: number;
  dropped: number;
  arrived: number;
  voided: number;
  underWay: number;
  retransmitted: number;
  timeouts: number;
  fastRetransmits: number;
  /** In order with TCP, in any order with UDP. */
  delivered: number;
  nextDatagram: number;
  firstByteMs: number;
  doneMs: number;
  waited: number;
  waitMs: number;
  travelMs: number;
  windowMs: number;
  windowSinceMs: number;
  timerSet: boolean;
  mark: Totals | undefined;
  sampledDelivered: number;
  sampledMs: number;
  lastThroughput: number;
  lastRecovering: boolean;
}

export function createControl(transport: string): CongestionWindow {
  return transport === "cubic" ? new CubicWindow(INITIAL_WINDOW) : new RenoWindow(INITIAL_WINDOW);
}

export function createSender(values: Params): TcpSender {
  const timer = new RetransmissionTimeout(values.minimumTimeout);
  const recovery = values.transport === "reno" ? "reno" : "newreno";
  return new TcpSender(createControl(values.transport), timer, recovery, values.receiveWindow);
}

export function createState(values: Params): State {
  let ring = 128;
  while (ring < 2 * values.receiveWindow + 128) ring *= 2;
  return {
    params: values,
    sender: createSender(values),
    receiver: new ReassemblyBuffer(values.receiveWindow),
    connection: 0,
    established: values.transport === "udp",
    synTimeoutMs: 1000,
    roundTripMs: values.roundTrip,
    packetMs: packetMs(values.bandwidth),
    fate: new Uint8Array(ring),
    sentMs: new Float64Array(ring),
    arrivesMs: new Float64Array(ring),
    earlyMs: new Float64Array(values.receiveWindow),
    ackSentMs: new Float64Array(ACKS_SHOWN).fill(-Infinity),
    firstByteMs: -1,
    doneMs: -1,
    timerSet: false,
    mark: undefined,
    lastRecovering: false,
    ...createCounts(),
  };
}

function createCounts() {
  return {
    deliveredBefore: 0,
    linkFreeMs: 0,
    downUntilMs: 0,
    dropNext: 0,
    sinceLoss: 0,
    acks: 0,
    sent: 0,
    lost: 0,
    dropped: 0,
    arrived: 0,
    voided: 0,
    underWay: 0,
    retransmitted: 0,
    timeouts: 0,
    fastRetransmits: 0,
    delivered: 0,
    nextDatagram: 0,
    waited: 0,
    waitMs: 0,
    travelMs: 0,
    windowMs: 0,
    windowSinceMs: 0,
    sampledDelivered: 0,
    sampledMs: 0,
    lastThroughput: 0,
  };
}

/** Adds up the window over time, up to now. Called before the window changes. */
export function accrueWindow(state: State, nowMs: number): void {
  state.windowMs += state.sender.control.window * (nowMs - state.windowSinceMs);
  state.windowSinceMs = nowMs;
}

export function totals(state: State, nowMs: number): Totals {
  const { sent, lost, dropped, delivered, arrived, travelMs } = state;
  const windowMs = state.windowMs + state.sender.control.window * (nowMs - state.windowSinceMs);
  return { atMs: nowMs, sent, lost: lost + dropped, delivered, arrived, travelMs, windowMs };
}

/** Packets that wait for the slowest link, or are being sent on it. */
export function queued(state: State, nowMs: number): number {
  return Math.max(0, (state.linkFreeMs - nowMs) / state.packetMs);
}
