/** The same transfers coordinated in three ways, and what breaks each of them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  orchestration: {
    title: "Orchestrated saga",
    help: "One service tells the others what to do and to undo, as Temporal, Camunda and Step Functions do.",
    params: { mode: "orchestration" },
  },
  choreography: {
    title: "Choreographed saga",
    help: "Each service reacts to the event of the one before: half the messages, and nobody who knows how far it has got.",
    params: { mode: "choreography" },
  },
  "two-phase-commit": {
    title: "Two-phase commit",
    help: "All are asked at once and decide together; meanwhile the accounts are locked.",
    params: { mode: "2pc" },
  },
  "coordinator-away": {
    title: "Two-phase commit, coordinator down",
    help: "Who has voted yes may not decide alone: accounts stay locked for ten seconds, and refuse everybody else.",
    params: { mode: "2pc", crash: 10_000, rate: 50, work: 50, accounts: 50 },
  },
  "orchestrator-away": {
    title: "Saga, orchestrator down",
    help: "Sagas stand still and go on from the log afterwards; nothing is locked meanwhile.",
    params: { mode: "orchestration", crash: 10_000, rate: 50, work: 50, accounts: 50 },
  },
  lossy: {
    title: "Messages get lost",
    help: "Requests are repeated, and idempotent services do each step once all the same.",
    params: { loss: 0.05, timeout: 200 },
  },
  "not-idempotent": {
    title: "Repeated, and done twice",
    help: "The same losses, and services that do whatever they are told: money appears and disappears.",
    params: { loss: 0.05, timeout: 200, idempotent: false },
  },
  "undoing-fails": {
    title: "Compensations fail",
    help: "Half of the attempts to undo fail, and after three the saga is stuck: somebody has to repair it by hand.",
    params: { undoFailures: 0.5, refusals: 0.2 },
  },
};
