/** What a handshake looks like: the messages between the parties, what the attacker knows, and what it has come to. */
import type { Scene } from "../kernel/scene.ts";
import { lanesOf, stepsOf } from "./conversation.ts";
import type { State } from "./state.ts";

const SHOWN = 24;

export function scene(state: State): Scene {
  const { messages, known, params } = state;
  const spied = params.attacker !== "none";
  return {
    parts: [
      {
        kind: "sequence",
        title: "Messages: green ones are encrypted",
        // Nobody draws an attacker who is not there: its lane is the last.
        lanes: spied ? lanesOf(state) : lanesOf(state).slice(0, -1),
        messages: messages.slice(-SHOWN),
      },
      {
        kind: "table",
        title: "How it stands",
        columns: ["what", "is"],
        rows: [
          { cells: ["round trips before the request", trips(state.requestAt)], tone: "neutral" },
          { cells: ["round trips until the answer", trips(state.answerAt)], tone: "neutral" },
          {
            cells: ["the attacker knows", known.join(", ") || "nothing"],
            tone: known.length > 0 ? "warn" : "good",
          },
          { cells: ["the attack", verdict(state)], tone: state.compromised ? "bad" : "good" },
          {
            cells: ["refused", state.failure || "nothing"],
            tone: state.failure === "" ? "neutral" : "accent",
          },
        ],
      },
    ],
    text:
      `${state.step} of ${stepsOf(state).length} messages; the attacker knows ${known.join(", ") || "nothing"}; ` +
      `the attack: ${verdict(state)}.${state.failure === "" ? "" : ` Refused: ${state.failure}.`}`,
  };
}

function trips(half: number): string {
  return half < 0 ? "–" : String(half / 2);
}

function verdict(state: State): string {
  if (state.params.attacker === "none") return "there is none";
  if (state.compromised) return "succeeded";
  const over = state.failure !== "" || state.step >= stepsOf(state).length;
  return over ? "came to nothing" : "has not succeeded yet";
}
