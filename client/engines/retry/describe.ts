/** The event log of retries, one line an event. */
import { ANSWERED, FAILED, REFUSED, type State, TIMED_OUT, TURNED_AWAY } from "./state.ts";

const OUTCOMES: Readonly<Record<number, string>> = {
  [ANSWERED]: "answered",
  [FAILED]: "failed by chance",
  [REFUSED]: "refused, the service is down",
  [TURNED_AWAY]: "turned away, the queue is full",
  [TIMED_OUT]: "timed out",
};

export function describe(event: string, a: number, outcome: number, state: State): string {
  switch (event) {
    case "outage":
      return `the service goes down for ${seconds(a)} s`;
    case "recovery":
      return state.down ? "one outage ends, another goes on" : "the service is up again";
    case "tick":
      return `${state.lastCalls} calls, ${state.lastAnswered} answered; ${state.retrying} clients retrying`;
    case "call":
      return `client ${a + 1}: call ${state.clients.attempts[a]} of at most ${state.attempts}`;
    default:
      return `client ${a + 1}: ${OUTCOMES[outcome] ?? ""}${sequel(state, outcome)}`;
  }
}

function sequel(state: State, outcome: number): string {
  if (outcome === ANSWERED) return "";
  return state.lastDelayMs < 0 ? ", gives up" : `, again in ${seconds(state.lastDelayMs)} s`;
}

function seconds(ms: number): number {
  return Math.round(ms) / 1000;
}
