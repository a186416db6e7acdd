/** Regions and points of a rectangle, in its own proportions. The origin is at the lower left, as on a map. */
import { svg } from "../dom.ts";
import { round } from "./arrow.ts";
import { canvas, label, textWidth } from "./label.ts";
import type { PartOf } from "./parts.ts";

type Plane = PartOf<"plane">;

const largest = 360;
const margin = 6;
const textHeight = 16;

export function drawPlane(part: Plane, width: number): SVGSVGElement {
  const scale = Math.min((width - 2 * margin) / part.width, largest / part.height);
  const inner = { width: part.width * scale, height: part.height * scale };
  const left = (width - inner.width) / 2;
  const x = (value: number) => left + value * scale;
  const y = (value: number) => margin + inner.height - value * scale;
  return canvas(
    part.title,
    width,
    inner.height + 2 * margin,
    svg("rect", {
      x: round(left),
      y: margin,
      width: round(inner.width),
      height: round(inner.height),
      class: "plane",
    }),
    ...part.regions.map((region) =>
      svg(
        "rect",
        {
          x: round(x(region.x)),
          y: round(y(region.y + region.height)),
          width: round(region.width * scale),
          height: round(region.height * scale),
          class: `region tone-${region.tone}`,
        },
        region.label === undefined ? undefined : svg("title", {}, region.label),
      ),
    ),
    ...part.points.map((point) =>
      svg(
        "circle",
        { cx: round(x(point.x)), cy: round(y(point.y)), r: 2.5, class: `place tone-${point.tone}` },
        point.label === undefined ? undefined : svg("title", {}, point.label),
      ),
    ),
    ...names(part, scale).map(({ text, at }) =>
      label(text, { x: x(at.x), y: y(at.y) + 4 }, inner.width, "label detail halo"),
    ),
  );
}

interface Name {
  readonly text: string;
  readonly at: { readonly x: number; readonly y: number };
}

/** Names of regions that have room for theirs, unless another name is there already: the tooltip has them all. */
function names({ regions }: Plane, scale: number): Name[] {
  const placed: (Name & { readonly half: number })[] = [];
  for (const { label: text, ...region } of regions) {
    if (text === undefined) continue;
    const half = (textWidth(text) + 6) / 2 / scale;
    const at = { x: region.x + region.width / 2, y: region.y + region.height / 2 };
    const fits = 2 * half <= region.width && region.height * scale >= textHeight;
    const free = placed.every(
      (other) =>
        Math.abs(other.at.x - at.x) > half + other.half || Math.abs(other.at.y - at.y) * scale > textHeight,
    );
    if (fits && free) placed.push({ text, at, half });
  }
  return placed;
}
