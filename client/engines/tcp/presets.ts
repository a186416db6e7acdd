/** Paths that people know: the numbers of the glossary's example and of the papers. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "lossy-path": {
    title: "A path that loses 1 in 200",
    help: "80 ms and 0.5 % loss: losses, not the link's 100 Mbit/s, decide the throughput.",
    params: { transport: "newreno", loss: 0.005, pattern: "random" },
  },
  mathis: {
    title: "Mathis and others, 1997",
    help: "Every 200th packet is lost: the sawtooth from which MSS/RTT · 1.22/√p was derived.",
    params: { transport: "newreno", loss: 0.005, pattern: "periodic" },
  },
  reno: {
    title: "Reno, two losses in a window",
    help: "RFC 5681 alone leaves recovery too early: several losses in one window end in a timeout.",
    params: { transport: "reno", loss: 0.02, pattern: "random", minimumTimeout: 1000 },
  },
  "cubic-long": {
    title: "CUBIC, a long fat path",
    help: "400 ms and a loss in a thousand: the window grows with time and not with round trips.",
    params: { transport: "cubic", roundTrip: 400, loss: 0.001, pattern: "periodic", bandwidth: 1000 },
  },
  "reno-long": {
    title: "NewReno, the same path",
    help: "400 ms and a loss in a thousand: one segment more a round trip is slow when round trips are.",
    params: { transport: "newreno", roundTrip: 400, loss: 0.001, pattern: "periodic", bandwidth: 1000 },
  },
  "small-window": {
    title: "No window scaling",
    help: "64 KiB a round trip of 80 ms are 6.5 Mbit/s, on whatever link.",
    params: { transport: "newreno", loss: 0, receiveWindow: 45, bandwidth: 100 },
  },
  "deep-buffer": {
    title: "A full link and a deep buffer",
    help: "10 Mbit/s without other losses: TCP fills the buffer until it overflows, and the round trip grows with it.",
    params: { transport: "newreno", loss: 0, bandwidth: 10, buffer: 200, roundTrip: 80 },
  },
  "page-load": {
    title: "1 MB over a fresh connection",
    help: "Ten segments, doubled each round trip: seven round trips and one for the handshake.",
    params: {
      transport: "newreno",
      loss: 0,
      transfer: 1000,
      bandwidth: 1000,
      buffer: 1000,
      roundTrip: 80,
    },
  },
  udp: {
    title: "UDP over the lossy path",
    help: "3 Mbit/s of datagrams: what is lost is lost, and nothing waits for it.",
    params: { transport: "udp", loss: 0.005, datagramRate: 3 },
  },
  "udp-flood": {
    title: "UDP against a narrow link",
    help: "4 Mbit/s into 2: half of it is dropped, and nobody slows down.",
    params: { transport: "udp", loss: 0, datagramRate: 4, bandwidth: 2, buffer: 100 },
  },
};
