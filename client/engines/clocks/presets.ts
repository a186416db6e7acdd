/** Clocks as they are found: in one data centre, over the internet, unattended, and with bounds. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  skewed: {
    title: "Clocks apart by twice the delay",
    help: "Ten milliseconds of skew, five of delay: one message in four is received before it was sent, by the clocks.",
    params: { skew: 10, delay: 5 },
  },
  "data-centre": {
    title: "One data centre with NTP",
    help: "Set every 64 seconds to within a millisecond, but messages take half of one: last-write-wins still goes wrong.",
    params: { skew: 2, delay: 0.5, drift: 50, syncEvery: 64_000, syncError: 1 },
  },
  internet: {
    title: "NTP over the internet",
    help: "Errors of tens of milliseconds, and as much delay.",
    params: { skew: 60, delay: 30, drift: 50, syncEvery: 10_000, syncError: 30 },
  },
  unattended: {
    title: "Nobody sets the clocks",
    help: "A drift of 200 millionths is 12 ms a minute and 17 s a day, which a clock 1.5 seconds off had after two hours.",
    params: { skew: 1500, delay: 30, drift: 200 },
  },
  bounded: {
    title: "Clocks with a bound",
    help: "GPS and atomic clocks keep the error small; who waits out the bound of 7 ms, as Spanner does, is never wrong.",
    params: { skew: 0.2, delay: 5, drift: 200, syncEvery: 30_000, syncError: 0.1 },
  },
  silent: {
    title: "Processes that hardly talk",
    help: "Most pairs of events are concurrent: Lamport's clock orders them all the same, vectors say so.",
    params: { messages: 0.02 },
  },
};
