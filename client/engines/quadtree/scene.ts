/** The squares of the tree with its points, and what a search looks at against looking at every point. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import type { State } from "./state.ts";

const REGIONS = 500;
const POINTS = 1200;
const LEVELS = 12;

export function scene(state: State): Scene {
  const { nodes, leaves, depth } = state.tree.shape();
  const mean = (sum: number, count: number) => (count === 0 ? 0 : sum / count);
  const range = mean(state.looked, state.rangeSearches);
  const nearest = mean(state.nearestLooked, state.nearestSearches);
  const points = state.alive.length;
  return {
    parts: [
      plane(state),
      {
        kind: "bars",
        title: "Looked at by a search; the mark is every point",
        unit: "nodes",
        bars: [
          { label: "range", value: range, tone: "accent", reference: points },
          { label: "nearest", value: nearest, tone: "good", reference: points },
        ],
      },
      levels(state),
    ],
    text:
      `${points} points in ${leaves} squares, ${depth} cuts deep (${nodes} nodes). ` +
      (state.rangeSearches === 0
        ? "No search yet."
        : `A range search looks at ${Math.round(range)} nodes and finds ${Math.round((10 * state.found) / state.rangeSearches) / 10} points, ` +
          `one for the nearest at ${Math.round(10 * nearest) / 10}.`),
  };
}

/** Down to the depth at which the squares can still be drawn. */
function squaresOf(state: State) {
  for (let depth = 16; depth >= 0; depth--) {
    const shown = [...state.tree.nodes(depth)].filter((node) => node.isLeaf || node.depth === depth);
    if (shown.length <= REGIONS || depth === 0) return shown;
  }
  return [];
}

function plane(state: State): ScenePart {
  const { tree, alive, lastX, lastY, last } = state;
  const side = last === "range" ? state.params.window : 0;
  const isHit = (x: number, y: number) =>
    side > 0 && x >= lastX && x < lastX + side && y >= lastY && y < lastY + side;
  const meets = (x: number, y: number, size: number) =>
    side > 0 && x < lastX + side && x + size > lastX && y < lastY + side && y + size > lastY;
  const stride = Math.ceil(alive.length / POINTS);
  const points = alive
    .filter((_, i) => i % Math.max(1, stride) === 0)
    .map((point) => {
      const [x, y] = [tree.x(point), tree.y(point)];
      const tone: Tone = point === state.lastPoint ? "accent" : isHit(x, y) ? "good" : "neutral";
      return { x, y, tone };
    });
  const search = { x: lastX, y: lastY, width: side, height: side, label: "search", tone: "accent" as Tone };
  const squares = squaresOf(state).map(({ x, y, side: size, count }) => ({
    x,
    y,
    width: size,
    height: size,
    tone: (meets(x, y, size) ? "warn" : count === 0 ? "muted" : "neutral") as Tone,
  }));
  const asked = last === "nearest" ? [{ x: lastX, y: lastY, tone: "bad" as Tone, label: "here" }] : [];
  return {
    kind: "plane",
    title: `Leaves of the tree${stride > 1 ? `, every ${stride}th point` : ""}`,
    width: 1,
    height: 1,
    regions: side > 0 ? [...squares, search] : squares,
    points: [...points, ...asked],
  };
}

function levels(state: State): ScenePart {
  const counts: number[] = [];
  for (const { depth, isLeaf } of state.tree.nodes()) if (isLeaf) counts[depth] = (counts[depth] ?? 0) + 1;
  return {
    kind: "bars",
    title: "Leaves by depth",
    unit: "leaves",
    bars: Array.from({ length: Math.min(LEVELS, counts.length) }, (_, depth) => ({
      label: `${depth}`,
      value: counts[depth] ?? 0,
      tone: "neutral",
    })),
  };
}
