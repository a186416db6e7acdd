/** A line with a head, in the tone of its class. The head is a shape of its own: a marker could not take the line's colour. */
import { svg } from "../dom.ts";
import type { Point } from "./parts.ts";

const headLength = 7;
const headHalf = 3.5;

export function arrow(from: Point, to: Point, className: string): SVGGElement {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const ux = (to.x - from.x) / length;
  const uy = (to.y - from.y) / length;
  const base = { x: to.x - ux * headLength, y: to.y - uy * headLength };
  const corners = [
    to,
    { x: base.x - uy * headHalf, y: base.y + ux * headHalf },
    { x: base.x + uy * headHalf, y: base.y - ux * headHalf },
  ];
  return svg(
    "g",
    { class: `arrow ${className}` },
    svg("line", { x1: round(from.x), y1: round(from.y), x2: round(base.x), y2: round(base.y) }),
    svg("polygon", { points: corners.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ") }),
  );
}

export function round(value: number): string {
  return value.toFixed(1);
}
