/** The event log of a transfer, one line an event. */
import { SYN } from "./connection.ts";
import type { State } from "./state.ts";

export function describe(event: string, a: number, connection: number, state: State): string {
  const stale = connection !== state.connection;
  switch (event) {
    case "syn":
      if (a !== SYN) return "SYN-ACK: the connection is open, data flows";
      return state.established ? "the connection is open, no SYN is needed" : "SYN: asks for a connection";
    case "segment":
      if (stale) return `segment ${a} of a closed connection is ignored`;
      if (state.params.transport === "udp") return `datagram ${a} arrives`;
      return state.receiver.waiting > 0
        ? `segment ${a} arrives; ${state.receiver.waiting} wait for segment ${state.receiver.next}`
        : `segment ${a} arrives, all before ${state.receiver.next} is delivered`;
    case "ack":
      return stale ? "an acknowledgement of a closed connection is ignored" : ackText(a, state);
    case "timer":
      return state.sender.control.window < 2
        ? `timeout: from segment ${state.sender.unacknowledged} on it is sent again, one at first`
        : "the timer is set anew";
    case "datagram":
      return `datagram ${state.nextDatagram - 1} is sent`;
    case "mark":
      return "from here on it is measured";
    default:
      return `${state.delivered} segments delivered, window ${Math.floor(state.sender.control.window)}`;
  }
}

function ackText(next: number, { sender }: State): string {
  const window = `window ${Math.floor(sender.control.window)}`;
  if (!sender.recovering) return `all before ${next} acknowledged, ${window}`;
  return `asks for ${next}: recovery of a loss goes on, ${window}`;
}
