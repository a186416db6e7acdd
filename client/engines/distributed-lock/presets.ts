/** Settings that people know. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "gc-pause": {
    title: "A pause, no fence",
    help: "Kleppmann's example: a holder is paused, its lease ends, another one works, it wakes up and writes.",
    params: { fence: "none", lease: 1000, work: 100, pauseShare: 0.05, pause: 1500 },
  },
  fenced: {
    title: "The same pauses, fenced",
    help: "The storage sees the tokens of all requests: late writes are refused, no update is lost.",
    params: { fence: "all", lease: 1000, work: 100, pauseShare: 0.05, pause: 1500 },
  },
  "fenced-writes": {
    title: "Tokens on writes only",
    help: "A late write that comes after the next holder's read and before its write still passes.",
    params: { fence: "writes", lease: 1000, work: 400, pauseShare: 0.1, pause: 1000 },
  },
  "long-lease": {
    title: "A long lease",
    help: "Ten times as long, fewer late writes, and a holder that is stopped stops everybody for longer.",
    params: { fence: "none", lease: 10_000, work: 100, pauseShare: 0.05, pause: 1500 },
  },
  "slow-clock": {
    title: "A slow clock, no pause",
    help: "Holders look at their clocks before they write, and their clocks are wrong by a fifth.",
    params: { fence: "none", lease: 1000, work: 500, pauseShare: 0, slowClock: 0.2 },
  },
};
