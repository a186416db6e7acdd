/** Systems that are linearizable, the known ways to lose it, and histories from the paper that defined it. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "one-copy": {
    title: "One copy",
    help: "A single server that does one operation at a time: every history has an order that explains it.",
    params: { system: "single" },
  },
  "stale-reads": {
    title: "Reads from followers",
    help: "Writes go to the leader, reads to any replica: a read goes back behind what another has already seen.",
    params: { system: "follower-reads" },
  },
  "check-then-set": {
    title: "Compare-and-set in two steps",
    help: "Read, compare, write as separate requests: two clients win the same compare-and-set, and an update is lost.",
    params: { system: "check-then-set", cas: 0.8 },
  },
  "quorum-reads": {
    title: "r + w > n, no write-back",
    help: "Majorities overlap, and still a read can see a new value and the next one the old, while a write is under way.",
    params: { system: "quorum", replicas: 5, reads: 0.8, clients: 8, think: 5 },
  },
  abd: {
    title: "Majorities with write-back",
    help: "Attiya, Bar-Noy and Dolev (1995): each read writes back what it saw before it answers, and nothing goes back.",
    params: { system: "abd", replicas: 5, reads: 0.8, clients: 8, think: 5 },
  },
  queue: {
    title: "One queue",
    help: "Enqueue and dequeue at a single server, one at a time.",
    params: { system: "queue" },
  },
  "queue-peek": {
    title: "Look, then remove",
    help: "A dequeue reads the head and removes it in a second request: two workers get the same job.",
    params: { system: "queue-peek" },
  },
  "queue-overlap": {
    title: "Herlihy and Wing: enqueues overlap",
    help: "Two enqueues at the same time come out in either order: linearizable.",
    params: { system: "recorded", example: "queue-overlap" },
  },
  "queue-twice": {
    title: "Herlihy and Wing: twice out",
    help: "Two processes dequeue the same value: no order explains it.",
    params: { system: "recorded", example: "queue-twice" },
  },
  "register-back": {
    title: "A register that goes back",
    help: "Once a read has returned the new value, no later one may return the old, even while the write is under way.",
    params: { system: "recorded", example: "register-back" },
  },
};
