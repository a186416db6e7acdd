/** Where the nodes of a graph stand. Pure. Positions are the centres of boxes of the size given. */
import type { PartOf, Point } from "./parts.ts";

export interface GraphLayout {
  readonly places: ReadonlyMap<string, Point>;
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
}

type Graph = PartOf<"graph">;

const boxHeight = 44;
const gapX = 40;
const gapY = 36;
const margin = 8;
/** Radius in px beyond which a circle is not made higher: no panel shows it whole. */
const highestCircle = 400;
const widestBox = 132;
const narrowestBox = 72;

export function layoutGraph(graph: Graph, width: number): GraphLayout {
  if (graph.layout === "circle") return circle(graph, width);
  const columns = graph.layout === "layers" ? layers(graph) : graph.nodes.map(({ id }) => [id]);
  const needed = columns.length * (narrowestBox + gapX) - gapX + 2 * margin;
  if (needed <= width) return across(columns, width);
  // Too narrow to go from left to right: layers go down; a row wraps.
  return graph.layout === "layers" ? down(columns, width) : wrapped(graph, width);
}

/** Columns from left to right, each centred. */
function across(columns: readonly (readonly string[])[], width: number): GraphLayout {
  const boxWidth = Math.min(widestBox, (width - 2 * margin + gapX) / columns.length - gapX);
  const tallest = Math.max(1, ...columns.map((ids) => ids.length));
  const height = tallest * (boxHeight + gapY / 2) - gapY / 2 + 2 * margin;
  const step = columns.length > 1 ? (width - 2 * margin - boxWidth) / (columns.length - 1) : 0;
  const places = new Map<string, Point>();
  columns.forEach((ids, column) => {
    const x = columns.length > 1 ? margin + boxWidth / 2 + column * step : width / 2;
    ids.forEach((id, row) => {
      places.set(id, { x, y: height / 2 + (row - (ids.length - 1) / 2) * (boxHeight + gapY / 2) });
    });
  });
  return { places, height, box: { width: boxWidth, height: boxHeight } };
}

/** Layers from top to bottom; a layer too wide for the panel wraps inside itself. */
function down(rows: readonly (readonly string[])[], width: number): GraphLayout {
  const perRow = Math.max(1, Math.floor((width - 2 * margin + 12) / (narrowestBox + 12)));
  const lines = rows.flatMap((ids) => chunks(ids, perRow));
  return stacked(lines, width, 12);
}

function wrapped(graph: Graph, width: number): GraphLayout {
  const perRow = Math.max(1, Math.floor((width - 2 * margin + gapX) / (narrowestBox + gapX)));
  const lines = chunks(
    graph.nodes.map(({ id }) => id),
    perRow,
  );
  return stacked(lines, width, gapX);
}

function stacked(lines: readonly (readonly string[])[], width: number, gap: number): GraphLayout {
  const most = Math.max(1, ...lines.map((line) => line.length));
  const boxWidth = Math.min(widestBox, (width - 2 * margin + gap) / most - gap);
  const places = new Map<string, Point>();
  lines.forEach((ids, row) => {
    ids.forEach((id, column) => {
      const x = width / 2 + (column - (ids.length - 1) / 2) * (boxWidth + gap);
      places.set(id, { x, y: margin + boxHeight / 2 + row * (boxHeight + gapY) });
    });
  });
  return {
    places,
    height: lines.length * (boxHeight + gapY) - gapY + 2 * margin,
    box: { width: boxWidth, height: boxHeight },
  };
}

function circle(graph: Graph, width: number): GraphLayout {
  const count = graph.nodes.length;
  const boxWidth = Math.min(widestBox, Math.max(narrowestBox, width / 4));
  // Wide enough that neighbours on the circle do not touch, as far as the panel has room.
  const wanted = Math.max(70, (count * (boxWidth + 16)) / (2 * Math.PI));
  const radiusX = Math.max(10, Math.min(wanted * 1.25, (width - boxWidth) / 2 - margin));
  const box = { width: boxWidth, height: boxHeight };
  // In a narrow panel the circle becomes as high as it must be.
  for (let radiusY = Math.max(60, Math.min(wanted, radiusX)); ; radiusY += 12) {
    const height = 2 * radiusY + boxHeight + 2 * margin;
    const points = graph.nodes.map((_, index) => {
      const angle = (index / Math.max(count, 1)) * 2 * Math.PI;
      return { x: width / 2 + radiusX * Math.sin(angle), y: height / 2 - radiusY * Math.cos(angle) };
    });
    if (radiusY > highestCircle || areApart(points, box)) {
      return {
        places: new Map(graph.nodes.map(({ id }, index) => [id, points[index] as Point])),
        height,
        box,
      };
    }
  }
}

function areApart(points: readonly Point[], box: GraphLayout["box"]): boolean {
  return points.every((a, index) =>
    points
      .slice(index + 1)
      .every((b) => Math.abs(a.x - b.x) >= box.width + 4 || Math.abs(a.y - b.y) >= box.height + 4),
  );
}

/** Each node one layer behind the last of those that point to it; a cycle is cut where it closes. */
function layers(graph: Graph): string[][] {
  const depth = new Map<string, number>();
  const visiting = new Set<string>();
  const depthOf = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    if (visiting.has(id)) return -1;
    visiting.add(id);
    const before = graph.links
      .filter((link) => link.to === id && link.from !== id)
      .map((link) => depthOf(link.from));
    visiting.delete(id);
    const own = Math.max(-1, ...before) + 1;
    depth.set(id, own);
    return own;
  };
  const result: string[][] = [];
  for (const { id } of graph.nodes) {
    const layer = depthOf(id);
    result[layer] ??= [];
    result[layer].push(id);
  }
  return result.filter((ids) => ids !== undefined);
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
