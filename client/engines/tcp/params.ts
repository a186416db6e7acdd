/** Parameters of the tcp engine, and the units that they are turned into. */
import type { ParamValues } from "../kernel/engine.ts";

/** Payload of a segment on Ethernet: 1500 bytes less 40 of headers. */
export const SEGMENT_BYTES = 1460;
/** What it occupies on the link. */
export const PACKET_BYTES = 1500;
export const params = {
  transport: {
    kind: "choice",
    label: "Transport",
    help: "How the sender answers to losses; UDP does not.",
    default: "newreno",
    options: [
      { value: "reno", label: "TCP Reno" },
      { value: "newreno", label: "TCP NewReno" },
      { value: "cubic", label: "TCP CUBIC" },
      { value: "udp", label: "UDP" },
    ],
  },
  roundTrip: {
    kind: "number",
    label: "Round trip",
    help: "Time to the receiver and back when nothing queues.",
    default: 80,
    min: 1,
    max: 2000,
    unit: "ms",
    logarithmic: true,
  },
  bandwidth: {
    kind: "number",
    label: "Bandwidth, Mbit/s",
    help: "Of the slowest link on the way.",
    default: 100,
    min: 0.1,
    max: 1000,
    unit: "",
    logarithmic: true,
  },
  buffer: {
    kind: "number",
    label: "Buffer",
    help: "Packets that can wait for the slowest link; more are dropped.",
    default: 500,
    min: 1,
    max: 10_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  loss: {
    kind: "number",
    label: "Loss",
    help: "Share of packets that the way loses, whatever is sent.",
    default: 0.005,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
  pattern: {
    kind: "choice",
    label: "Losses come",
    help: "At random, or every so many packets as Mathis and others supposed.",
    default: "random",
    options: [
      { value: "random", label: "at random" },
      { value: "periodic", label: "evenly" },
    ],
  },
  receiveWindow: {
    kind: "number",
    label: "Receive window",
    help: "Segments that the receiver has room for: 45 are the 64 KiB that a header can say without window scaling.",
    default: 1000,
    min: 1,
    max: 10_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  minimumTimeout: {
    kind: "number",
    label: "Shortest timeout",
    help: "Lower limit of the retransmission timeout: 200 ms in Linux, 1 s in RFC 6298.",
    default: 200,
    min: 10,
    max: 3000,
    unit: "ms",
    logarithmic: true,
  },
  transfer: {
    kind: "number",
    label: "Transfer, KiB",
    help: "How much there is to send; 0 for no end.",
    default: 0,
    min: 0,
    max: 100_000,
    unit: "",
  },
  datagramRate: {
    kind: "number",
    label: "UDP sends, Mbit/s",
    help: "UDP has no feedback: the program decides how fast it sends.",
    default: 3,
    min: 0.05,
    max: 1000,
    unit: "",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Counting begins here, when slow start is over and what it overshot by is forgotten. */
export function warmUpMs({ roundTrip }: Params): number {
  return Math.max(5000, 50 * roundTrip);
}

/** How long a packet occupies the slowest link. */
export function packetMs(bandwidth: number): number {
  return (PACKET_BYTES * 8) / (bandwidth * 1000);
}

/** Segments to send in all. */
export function segmentsOf({ transfer }: Params): number {
  return transfer === 0 ? Infinity : Math.ceil((transfer * 1024) / SEGMENT_BYTES);
}

/** Megabits of payload a second, from segments a second. */
export function megabits(segmentsPerSecond: number): number {
  return (segmentsPerSecond * SEGMENT_BYTES * 8) / 1e6;
}
