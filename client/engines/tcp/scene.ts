/** What a transfer looks like: packets on their way, the segments around the gap, and the windows that limit it. */
import type { Scene, ScenePacket, ScenePart, Tone } from "../kernel/scene.ts";
import { megabits } from "./params.ts";
import { ACKS_SHOWN, ARRIVED, LOST, queued, type State, UNDER_WAY } from "./state.ts";

const CELLS = 64;
const PACKETS = 40;
/** Acknowledged segments that stay in view. */
const BEHIND = 16;

export function scene(state: State, nowMs: number): Scene {
  const { params, sender, receiver } = state;
  const udp = params.transport === "udp";
  const rate = state.lastThroughput.toFixed(1);
  const gap =
    receiver.waiting > 0 ? `${receiver.waiting} segments wait for segment ${receiver.next}` : "nothing waits";
  return {
    parts: [
      way(state, nowMs),
      {
        kind: "cells",
        title: udp ? "Latest datagrams" : "Segments around the first gap",
        columns: 16,
        cells: cells(state),
      },
      udp ? fates(state) : windows(state, nowMs),
    ],
    text: udp
      ? `${state.delivered} datagrams arrived, ${state.lost + state.dropped} were lost; ${rate} Mbit/s.`
      : `${state.delivered} segments delivered at ${rate} Mbit/s; window ${Math.floor(sender.control.window)} segments, ` +
        `${sender.flight} under way, ${gap}; ${state.retransmitted} sent again, ${state.timeouts} timeouts.`,
  };
}

function way(state: State, nowMs: number): ScenePart {
  const waiting = Math.ceil(queued(state, nowMs));
  const down = nowMs < state.downUntilMs;
  return {
    kind: "graph",
    title: "On the way",
    layout: "row",
    nodes: [
      { id: "sender", label: "sender", detail: state.established ? "open" : "opening", tone: "accent" },
      {
        id: "link",
        label: "slowest link",
        detail: down ? "down" : `${waiting} queued`,
        tone: down ? "bad" : waiting > state.params.buffer / 2 ? "warn" : "neutral",
      },
      { id: "receiver", label: "receiver", detail: `${state.delivered} in order`, tone: "accent" },
    ],
    links: [
      { from: "sender", to: "link", tone: "muted" },
      { from: "link", to: "receiver", tone: down ? "bad" : "muted" },
    ],
    packets: [...dataPackets(state, nowMs), ...ackPackets(state, nowMs)],
  };
}

/** The latest ones: until the link has sent them they stand before it. */
function dataPackets(state: State, nowMs: number): ScenePacket[] {
  const packets: ScenePacket[] = [];
  const last = state.params.transport === "udp" ? state.nextDatagram : state.sender.sent;
  const halfMs = state.roundTripMs / 2;
  for (
    let segment = last - 1;
    segment >= Math.max(0, last - state.fate.length) && packets.length < PACKETS;
    segment--
  ) {
    const slot = segment & (state.fate.length - 1);
    const arrives = state.arrivesMs[slot]!;
    if (state.fate[slot] !== UNDER_WAY || arrives < nowMs) continue;
    const progress = 1 - Math.min(1, (arrives - nowMs) / halfMs);
    const [from, to] = progress > 0 ? ["link", "receiver"] : ["sender", "link"];
    packets.push({ from: from!, to: to!, progress: progress > 0 ? progress : 1, tone: "accent" });
  }
  return packets;
}

function ackPackets(state: State, nowMs: number): ScenePacket[] {
  const packets: ScenePacket[] = [];
  for (let i = 0; i < ACKS_SHOWN; i++) {
    const progress = (nowMs - state.ackSentMs[i]!) / (state.roundTripMs / 2);
    if (progress >= 0 && progress < 1)
      packets.push({ from: "receiver", to: "sender", progress, tone: "good" });
  }
  return packets;
}

function cells(state: State): { label: string; detail: string; tone: Tone }[] {
  const udp = state.params.transport === "udp";
  const first = Math.max(0, udp ? state.nextDatagram - CELLS : state.sender.unacknowledged - BEHIND);
  return Array.from({ length: CELLS }, (_, i) => {
    const segment = first + i;
    const [detail, tone] = udp ? datagramState(state, segment) : segmentState(state, segment);
    return { label: String(segment % 1_000_000), detail: `segment ${segment}: ${detail}`, tone };
  });
}

function segmentState(state: State, segment: number): [string, Tone] {
  const { sender, receiver } = state;
  if (segment < sender.unacknowledged) return ["acknowledged", "muted"];
  if (segment < receiver.next) return ["delivered", "good"];
  if (receiver.holds(segment)) return ["arrived, waits for the gap", "warn"];
  if (segment >= sender.sent) return ["not sent yet", "neutral"];
  const fate = state.fate[segment & (state.fate.length - 1)];
  return fate === LOST ? ["lost", "bad"] : ["under way", "accent"];
}

function datagramState(state: State, datagram: number): [string, Tone] {
  if (datagram >= state.nextDatagram) return ["not sent yet", "neutral"];
  const fate = state.fate[datagram & (state.fate.length - 1)];
  if (fate === LOST) return ["lost for good", "bad"];
  return fate === ARRIVED ? ["arrived", "good"] : ["under way", "accent"];
}

function windows(state: State, nowMs: number): ScenePart {
  const { sender, params } = state;
  const { window, threshold } = sender.control;
  const way = state.roundTripMs / state.packetMs;
  const rtt = Math.max(1, way);
  return {
    kind: "bars",
    title: "Windows, with the way's capacity (bandwidth × round trip) as the mark",
    unit: "segments",
    bars: [
      { label: "cwnd", value: window, tone: sender.recovering ? "bad" : "accent", reference: rtt },
      { label: "ssthresh", value: Math.min(threshold, params.receiveWindow), tone: "neutral" },
      { label: "under way", value: sender.flight, tone: "good" },
      { label: "queued", value: queued(state, nowMs), tone: "warn", reference: params.buffer },
      { label: "waiting", value: state.receiver.waiting, tone: "bad" },
    ],
  };
}

function fates(state: State): ScenePart {
  return {
    kind: "bars",
    title: "Datagrams",
    unit: "count",
    bars: [
      { label: "sent", value: state.sent, tone: "neutral" },
      { label: "arrived", value: state.arrived, tone: "good" },
      { label: "lost", value: state.lost, tone: "bad" },
      { label: "dropped", value: state.dropped, tone: "warn" },
    ],
  };
}

/** Payload in megabits a second since the last sample. */
export function sampledMegabits(state: State, nowMs: number): number {
  const elapsedMs = nowMs - state.sampledMs;
  return elapsedMs > 0 ? megabits((1000 * (state.delivered - state.sampledDelivered)) / elapsedMs) : 0;
}
