/** A hash ring: arcs in the tone of the node that owns them, points, keys outside, and the owners with their share. */
import { arc } from "d3-shape";
import { html, svg } from "../dom.ts";
import { digits } from "../format.ts";
import { round } from "./arrow.ts";
import { canvas } from "./label.ts";
import type { PartOf, Point } from "./parts.ts";

type Ring = PartOf<"ring">;

const turn = 2 * Math.PI;
const band = 14;

export function drawRing(part: Ring, width: number): HTMLElement {
  const size = Math.min(width, 300);
  const radius = size / 2 - 16;
  const drawing = canvas(
    part.title,
    size,
    size,
    svg(
      "g",
      { transform: `translate(${size / 2} ${size / 2})` },
      ...arcs(part, radius),
      ...points(part, radius),
      ...keys(part, radius),
    ),
  );
  return html("div", { class: "ring-and-legend" }, drawing, legend(part));
}

/** A point owns the arc that ends at it: keys go clockwise to the next point. */
function arcs(part: Ring, radius: number): SVGPathElement[] {
  const sorted = [...part.points].sort((a, b) => a.at - b.at);
  const shape = arc<{ from: number; to: number }>()
    .innerRadius(radius - band)
    .outerRadius(radius)
    .startAngle(({ from }) => from * turn)
    .endAngle(({ to }) => to * turn);
  return sorted.map((point, index) => {
    const before = index === 0 ? (sorted.at(-1)?.at ?? 0) - 1 : (sorted[index - 1]?.at ?? 0);
    const from = sorted.length === 1 ? 0 : before;
    const to = sorted.length === 1 ? 1 : point.at;
    return svg("path", { d: shape({ from, to }) ?? "", class: `arc tone-${toneOf(part, point.owner)}` });
  });
}

function points(part: Ring, radius: number): SVGLineElement[] {
  // Beyond this many the marks would be a solid band that says nothing.
  if (part.points.length > 200) return [];
  return part.points.map(({ at, owner }) => {
    const inner = place(at, radius - band - 3);
    const outer = place(at, radius + 3);
    return svg("line", {
      x1: round(inner.x),
      y1: round(inner.y),
      x2: round(outer.x),
      y2: round(outer.y),
      class: `ring-point tone-${toneOf(part, owner)}`,
    });
  });
}

function keys(part: Ring, radius: number): SVGCircleElement[] {
  return part.keys.map(({ at, owner, moved }) => {
    const { x, y } = place(at, radius + 9);
    const name = moved ? "ring-key moved" : "ring-key";
    return svg("circle", {
      cx: round(x),
      cy: round(y),
      r: moved ? 4 : 3,
      class: `${name} tone-${toneOf(part, owner)}`,
    });
  });
}

function legend(part: Ring): HTMLElement {
  const moved = part.keys.some((key) => key.moved);
  return html(
    "ul",
    { class: "legend" },
    ...part.owners.map(({ label, tone, share }) =>
      html(
        "li",
        {},
        html("span", { class: `swatch tone-${tone}` }),
        html("span", { class: "legend-label" }, label),
        html("span", { class: "legend-value" }, `${digits(share * 100)}\u202f%`),
      ),
    ),
    moved
      ? html(
          "li",
          {},
          html("span", { class: "swatch moved" }),
          html("span", { class: "legend-label" }, "moved key"),
        )
      : undefined,
  );
}

function toneOf(part: Ring, owner: number): string {
  return part.owners[owner]?.tone ?? "neutral";
}

function place(at: number, radius: number): Point {
  return { x: radius * Math.sin(at * turn), y: -radius * Math.cos(at * turn) };
}
