/** What data models look like: the user's friends as a graph, and what the question took in each model. */
import type { Scene, ScenePart } from "../kernel/scene.ts";
import { seriesTone } from "../kernel/scene.ts";
import { mostPopular, type State } from "./state.ts";
import { MODELS, type Work } from "./stores.ts";

const FRIENDS = 12;

export function scene(state: State): Scene {
  const { last, total, questions, params } = state;
  const mean = (pick: (work: Work) => number, i: number) =>
    questions === 0 ? 0 : pick(total[i]!) / questions;
  const bars = (title: string, unit: string, pick: (work: Work) => number): ScenePart => ({
    kind: "bars",
    title,
    unit,
    bars: MODELS.map((label, i) => ({
      label,
      value: pick(last[i]!),
      tone: seriesTone(i),
      reference: mean(pick, i),
    })),
  });
  return {
    parts: [
      neighbourhood(state),
      bars("Round trips of the latest question", "trips", ({ trips }) => trips),
      bars(
        "Touched: pages and rows, documents, values, nodes and edges",
        "records",
        ({ touched }) => touched,
      ),
      bars("Bytes to the client", "bytes", ({ bytes }) => bytes),
    ],
    text:
      `${params.users} users, question: ${questionText(state)}; ` +
      `${MODELS.map((name, i) => `${name} ${last[i]!.trips} trips, ${last[i]!.touched} touched, ${last[i]!.bytes} bytes`).join("; ")}.`,
  };
}

export function questionText({ params, lastUser, lastCity, questions, answers }: State): string {
  if (questions === 0) return "none yet";
  const what =
    params.query === "profile"
      ? `profile of user ${lastUser}`
      : params.query === "timeline"
        ? `newest posts of user ${lastUser}`
        : params.query === "city"
          ? `users in city ${lastCity}`
          : `friends of user ${lastUser} within ${params.depth} steps`;
  return `${what}, ${answers[0]!.length} rows`;
}

/** The user that was asked about and some of the friends, with the friendships among them. */
function neighbourhood(state: State): ScenePart {
  const { users } = state.network;
  const centre = state.lastUser < 0 ? mostPopular(state) : state.lastUser;
  const { friends } = users[centre]!;
  const shown = [centre, ...friends.slice(0, FRIENDS)];
  const links = [];
  for (const one of shown) {
    for (const other of users[one]!.friends) {
      if (other >= one || !shown.includes(other)) continue;
      links.push({
        from: String(one),
        to: String(other),
        tone: one === centre || other === centre ? ("accent" as const) : ("muted" as const),
      });
    }
  }
  return {
    kind: "graph",
    title: `User ${centre} and ${Math.min(FRIENDS, friends.length)} of ${friends.length} friends`,
    layout: "circle",
    nodes: shown.map((id) => ({
      id: String(id),
      label: `u${id}`,
      detail: `city ${users[id]!.city}, ${users[id]!.friends.length} friends`,
      tone: id === centre ? "accent" : "neutral",
    })),
    links,
    packets: [],
  };
}
