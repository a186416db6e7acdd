/** The replicas with their values and who reaches whom, and what each has heard and stores. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { stateSize, valueText } from "./objects.ts";
import { differentValues } from "./replication.ts";
import { expectedCount, reaches, type State } from "./state.ts";

const short = (text: string): string => (text.length > 18 ? `${text.slice(0, 17)}…` : text || "empty");

export function scene(state: State): Scene {
  const different = differentValues(state);
  return {
    parts: [graph(state), table(state)],
    text:
      `${state.params.replicas} replicas show ${different === 1 ? "the same value" : `${different} different values`}` +
      `${state.cut ? ", cut in two halves" : ""}; ${state.writes} writes, ${state.merges} merges.`,
  };
}

/** Replicas that show the same value have the same tone. */
function graph(state: State): ScenePart {
  const values = state.objects.map(valueText);
  const distinct = [...new Set(values)];
  const nodes = values.map((value, replica) => {
    const tone: Tone =
      distinct.length === 1 ? "good" : (`series-${(distinct.indexOf(value) % 10) + 1}` as Tone);
    return { id: `r${replica}`, label: `replica ${replica + 1}`, detail: short(value), tone };
  });
  const links: { from: string; to: string; tone: Tone }[] = [];
  for (let from = 0; from < nodes.length; from++)
    for (let to = from + 1; to < nodes.length; to++)
      if (reaches(state, from, to)) links.push({ from: `r${from}`, to: `r${to}`, tone: "muted" });
  return {
    kind: "graph",
    title: "Replicas and who reaches whom",
    layout: "circle",
    nodes,
    links,
    packets: [],
  };
}

function table(state: State): ScenePart {
  const { params, objects } = state;
  const counts = params.type.endsWith("counter");
  const rows = objects.map((object, replica) => {
    const value = valueText(object);
    const expected = counts ? `${expectedCount(state, replica)}` : "–";
    const heard = state.heard[replica]!.reduce((sum, count) => sum + count, 0);
    const tone: Tone = counts && expected !== value ? "bad" : heard < state.writes ? "warn" : "good";
    const cells = [`replica ${replica + 1}`, short(value), expected, `${heard} of ${state.writes}`];
    return { cells: [...cells, `${stateSize(object, params.replicas)}`], tone };
  });
  const columns = ["", "value", "should be", "writes heard of", "entries stored"];
  return { kind: "table", title: "What each has heard", columns, rows };
}
