/** Settings that people know. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  ttl: {
    title: "Heartbeats and a time to live",
    help: "Three missed heartbeats of 5 s and lists of up to 10 s: a dead instance is called for some 20 s.",
    params: { detector: "ttl" },
  },
  eureka: {
    title: "Eureka's defaults",
    help: "Heartbeats every 30 s, 90 s to live, clients that refresh every 30 s.",
    params: {
      detector: "ttl",
      heartbeat: 30_000,
      ttl: 90_000,
      cache: 30_000,
      calls: 2,
      crashEvery: 400_000,
      downtime: 150_000,
    },
  },
  eject: {
    title: "Clients drop what fails",
    help: "The same registry, but every client is refused only once by each dead instance.",
    params: { detector: "ttl", eject: true, calls: 10 },
  },
  phi: {
    title: "φ accrual",
    help: "The registry has learned how regular heartbeats are, and suspects much sooner.",
    params: { detector: "phi", phi: 8 },
  },
  lossy: {
    title: "Heartbeats get lost",
    help: "A fifth of them, and two in a row are enough: healthy instances vanish from the list.",
    params: { detector: "ttl", loss: 0.2, ttl: 12_500 },
  },
};
