/**
 * A hash ring: arcs in the tone of the node that owns them, points, keys outside, and the owners with their share. Owners
 * beyond the number of tones repeat them with stripes, which differ by their angle.
 */
import { arc } from "d3-shape";
import { html, setVariable, svg } from "../dom.ts";
import { digits } from "../format.ts";
import { round } from "./arrow.ts";
import { canvas } from "./label.ts";
import type { PartOf, Point } from "./parts.ts";

type Ring = PartOf<"ring">;

const turn = 2 * Math.PI;
const band = 14;
/** Degrees, by how often the tone was used before: the first owner of a tone has no stripes. */
const stripeAngles = [undefined, 45, -45, 0, 90] as const;
/** Patterns are found by id in the whole page, which may show two rings. */
let rings = 0;

export function drawRing(part: Ring, width: number): HTMLElement {
  const size = Math.min(width, 300);
  const radius = size / 2 - 16;
  const angles = anglesOf(part);
  const id = `ring-${rings++}`;
  const drawing = canvas(
    part.title,
    size,
    size,
    svg(
      "g",
      { transform: `translate(${size / 2} ${size / 2})` },
      ...stripePatterns(angles, id),
      ...arcs(part, radius, angles, id),
      ...points(part, radius),
      ...keys(part, radius),
    ),
  );
  return html("div", { class: "ring-and-legend" }, drawing, legend(part, angles));
}

/** By owner: the angle of its stripes. */
function anglesOf({ owners }: Ring): readonly (number | undefined)[] {
  const uses = new Map<string, number>();
  return owners.map(({ tone }) => {
    const before = uses.get(tone) ?? 0;
    uses.set(tone, before + 1);
    return stripeAngles[before % stripeAngles.length];
  });
}

function stripePatterns(angles: readonly (number | undefined)[], id: string): SVGPatternElement[] {
  const used = new Set(angles.filter((angle) => angle !== undefined));
  return [...used].map((angle) =>
    svg(
      "pattern",
      {
        id: `${id}-${angle}`,
        width: 5,
        height: 5,
        patternUnits: "userSpaceOnUse",
        patternTransform: `rotate(${angle})`,
      },
      svg("rect", { class: "stripe", width: 2, height: 5 }),
    ),
  );
}

/** A point owns the arc that ends at it: keys go clockwise to the next point. */
function arcs(
  part: Ring,
  radius: number,
  angles: readonly (number | undefined)[],
  id: string,
): SVGPathElement[] {
  const sorted = [...part.points].sort((a, b) => a.at - b.at);
  const shape = arc<{ from: number; to: number }>()
    .innerRadius(radius - band)
    .outerRadius(radius)
    .startAngle(({ from }) => from * turn)
    .endAngle(({ to }) => to * turn);
  return sorted.flatMap(({ at, owner }, index) => {
    const before = index === 0 ? (sorted.at(-1)?.at ?? 0) - 1 : (sorted[index - 1]?.at ?? 0);
    const d = shape(sorted.length === 1 ? { from: 0, to: 1 } : { from: before, to: at }) ?? "";
    const angle = angles[owner];
    const title = () => svg("title", {}, part.owners[owner]?.label ?? "");
    const area = svg("path", { d, class: `arc tone-${toneOf(part, owner)}` }, title());
    if (angle === undefined) return [area];
    return [area, svg("path", { d, fill: `url(#${id}-${angle})` }, title())];
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
    return svg(
      "circle",
      { cx: round(x), cy: round(y), r: moved ? 4 : 3, class: `${name} tone-${toneOf(part, owner)}` },
      svg("title", {}, `key on ${part.owners[owner]?.label ?? ""}${moved ? ", moved" : ""}`),
    );
  });
}

function legend(part: Ring, angles: readonly (number | undefined)[]): HTMLElement {
  const moved = part.keys.some((key) => key.moved);
  return html(
    "ul",
    { class: "legend" },
    ...part.owners.map(({ label, tone, share }, owner) =>
      html(
        "li",
        {},
        swatch(tone, angles[owner]),
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

function swatch(tone: string, angle: number | undefined): HTMLElement {
  const element = html("span", { class: `swatch tone-${tone}` });
  if (angle === undefined) return element;
  element.classList.add("striped");
  // A gradient's angle counts from the top, a pattern's from the right.
  setVariable(element, "--angle", `${angle + 90}deg`);
  return element;
}

function toneOf(part: Ring, owner: number): string {
  return part.owners[owner]?.tone ?? "neutral";
}

function place(at: number, radius: number): Point {
  return { x: radius * Math.sin(at * turn), y: -radius * Math.cos(at * turn) };
}
