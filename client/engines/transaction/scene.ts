/** The transactions of the present group as a timeline, and which anomalies the levels let through. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { ALLOWED, LEVELS } from "./levels.ts";
import { ISOLATION_ANOMALIES } from "./primitives/isolationAnomalies.ts";
import type { Drawn, State } from "./state.ts";

const TONES: Readonly<Record<Drawn["outcome"], Tone>> = {
  done: "accent",
  waited: "warn",
  aborted: "bad",
  ended: "good",
};
const SPANS = 24;

export function scene(state: State, now: number): Scene {
  const { rounds, anomalous, refused, params } = state;
  const label = LEVELS.find(({ value }) => value === params.level)!.label;
  const latest = state.latest.length === 0 ? "no anomaly" : state.latest.join(", ");
  return {
    parts: [timeline(state, now), levels(state)],
    text:
      `${label}: of ${rounds} groups of transactions ${anomalous} had an anomaly, ${refused} transactions were refused; ` +
      `the latest group: ${latest}.`,
  };
}

function timeline(state: State, now: number): ScenePart {
  const lanes = state.sessions.map(({ ended, waitsSince }, session) => {
    const spans = state.drawn
      .filter((one) => one.session === session)
      .slice(-SPANS)
      .map(({ from, to, label, outcome }) => ({ from, to, label, tone: TONES[outcome] }))
      .sort((left, right) => left.from - right.from);
    if (waitsSince >= 0) {
      const blockers = state.store.blockers(state.sessions[session]!.transaction);
      const others = state.sessions.flatMap(({ transaction }, i) =>
        blockers.includes(transaction) ? [i + 1] : [],
      );
      const from = Math.min(waitsSince, now);
      spans.push({ from, to: Math.max(now, from), label: `waits for ${others.join(", ")}`, tone: "warn" });
    }
    return { label: `T${session + 1}${ended === "" ? "" : `, ${ended}`}`, spans };
  });
  const starts = lanes.flatMap(({ spans }) => spans.map(({ from }) => from));
  const from = Math.min(now, ...starts);
  const title = `Transactions, ${state.params.level}`;
  return { kind: "timeline", title, unit: "operations", from, to: Math.max(now, from + 1), lanes, marks: [] };
}

/** What each level lets through; in the present level's column how many groups had it. */
function levels(state: State): ScenePart {
  const rows = ISOLATION_ANOMALIES.map((name, i) => {
    const cells = LEVELS.map(({ value }) => {
      const allowed = ALLOWED[value].includes(name);
      if (value === state.params.level) return allowed ? `${state.found[i]} seen` : "–";
      return allowed ? "possible" : "–";
    });
    const tone: Tone = state.found[i]! > 0 ? "bad" : "neutral";
    return { cells: [name, ...cells], tone };
  });
  const columns = [
    "anomaly",
    ...LEVELS.map(({ value, short }) => (value === state.params.level ? `[${short}]` : short)),
  ];
  return { kind: "table", title: "What levels let through", columns, rows };
}
