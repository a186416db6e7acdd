/** What a cube looks like: the lattice of cuboids with the stored ones, the way of the latest question, and its answer. */
import type { Scene, SceneNode, ScenePart, Tone } from "../kernel/scene.ts";
import { cuboidName, shortName, stepName } from "./query.ts";
import { type State, totalCost } from "./state.ts";

/** Rows of the answer that are shown. */
const ROWS = 12;

export function scene(state: State): Scene {
  const { last, rows, stored, asked } = state;
  const parts: ScenePart[] = [latticePart(state)];
  parts.push({
    kind: "bars",
    title: "Rows read a question, all cuboids asked for equally often",
    unit: "rows",
    bars: [
      { label: "only finest", value: totalCost(state, [0]) / rows.length, tone: "muted" },
      { label: "stored ones", value: totalCost(state, stored) / rows.length, tone: "accent" },
      { label: "all stored", value: rows.reduce((sum, own) => sum + own, 0) / rows.length, tone: "good" },
    ],
  });
  if (last.cuboid >= 0) parts.push(answerPart(state));
  const storedRows = stored.reduce((sum, view) => sum + rows[view]!, 0);
  const question =
    last.cuboid < 0
      ? "No question yet."
      : `${stepName(state)} to ${cuboidName(state, last.cuboid)}: ${last.result.rows} rows out of ${last.rowsRead} of ${cuboidName(state, last.from)}.`;
  return {
    parts,
    text:
      `${state.facts.count} facts, ${rows.length} cuboids, ${stored.length} of them stored with ${storedRows} rows. ` +
      `${question} ${asked} questions read ${asked === 0 ? 0 : Math.round(state.rowsRead / asked)} rows each in the mean.`,
  };
}

function latticePart(state: State): ScenePart {
  const { lattice, rows, stored, last } = state;
  const nodes: SceneNode[] = [];
  const links = [];
  for (let cuboid = 0; cuboid < lattice.count; cuboid++) {
    const kept = stored.includes(cuboid);
    const tone: Tone =
      cuboid === last.cuboid
        ? "accent"
        : cuboid === last.from && last.cuboid >= 0
          ? "good"
          : kept
            ? "series-1"
            : "muted";
    nodes.push({
      id: String(cuboid),
      label: shortName(state, cuboid),
      detail: `${rows[cuboid]} rows${kept ? ", stored" : ""}`,
      tone,
    });
    for (const coarser of lattice.rollUps(cuboid)) {
      links.push({ from: String(cuboid), to: String(coarser), tone: "muted" as const });
    }
  }
  const legend = state.params.hierarchies
    ? "product or category, store or region, day or month"
    : "product, store, day";
  return {
    kind: "graph",
    title: `Cuboids by ${legend}; – is all`,
    layout: "layers",
    nodes,
    links,
    packets: [],
  };
}

function answerPart({ last, dimensions, lattice }: State): ScenePart {
  const { result } = last;
  const levels = lattice.levelsOf(last.cuboid);
  const rows = Array.from({ length: Math.min(ROWS, result.rows) }, (_, index) => ({
    cells: [
      ...result.groupsOf(index).map((group, i) => {
        const { name } = dimensions[i]!.levels[levels[i]!]!;
        return name === "all" ? "all" : `${name} ${group}`;
      }),
      String(result.sums[index]),
      String(result.counts[index]),
    ],
    tone: "neutral" as const,
  }));
  return {
    kind: "table",
    title: result.rows > ROWS ? `Answer, ${ROWS} of ${result.rows} rows` : "Answer",
    columns: [...dimensions.map(({ name }) => name), "sum", "count"],
    rows,
  };
}
