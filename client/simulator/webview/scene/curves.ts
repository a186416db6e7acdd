/** Functions of one variable in a frame with axes; lines and marks are named in a legend, where names cannot collide. */
import { line } from "d3-shape";
import { html, svg } from "../dom.ts";
import { round } from "./arrow.ts";
import { createScale, type Scale, verticalTicks, xAxis, yAxis } from "./axes.ts";
import { canvas, label, textWidth } from "./label.ts";
import type { PartOf } from "./parts.ts";
import { sceneValue, tickValue } from "./value.ts";

type Curves = PartOf<"curves">;

const height = 220;
const top = 22;
const bottom = 42;
const right = 14;

export function drawCurves(part: Curves, width: number): HTMLElement {
  const points = [
    ...part.lines.flatMap((one) => one.points),
    ...part.marks.map(({ x, y }) => [x, y] as const),
  ];
  if (points.length === 0) return html("p", { class: "empty" }, "Nothing to draw yet.");
  const y = createScale(
    part.y,
    domain(
      part.y.logarithmic,
      points.map((point) => point[1]),
    ),
    [height - bottom, top],
  );
  const yTicks = verticalTicks(y, height - top - bottom);
  const left = 12 + Math.max(...yTicks.map((tick) => textWidth(tickValue(tick, part.y.unit))));
  const xs = points.map(([x]) => x);
  const x = createScale(part.x, [Math.min(...xs), Math.max(...xs)], [left, width - right]);
  const drawing = canvas(
    part.title,
    width,
    height,
    ...xAxis(x, part.x.unit, top, height - bottom),
    ...yAxis(y, yTicks, part.y.unit, left, width - right),
    label(part.y.label, { x: 2, y: 11 }, width - 4, "label detail", "start"),
    label(
      part.x.label,
      { x: (left + width - right) / 2, y: height - 6 },
      width - left - right,
      "label detail",
    ),
    ...part.lines.map((one) => curve(one, x, y)),
    ...part.marks.map((mark) =>
      svg(
        "circle",
        { cx: round(x(mark.x)), cy: round(y(mark.y)), r: 5, class: `curve-mark tone-${mark.tone}` },
        svg("title", {}, markText(part, mark)),
      ),
    ),
  );
  return html("div", { class: "curves" }, drawing, legend(part));
}

/** From 0 where the values allow it: a curve cut off below looks steeper than it is. */
function domain(logarithmic: boolean | undefined, values: readonly number[]): [number, number] {
  const usable = logarithmic === true ? values.filter((value) => value > 0) : values;
  const low = Math.min(...usable);
  const high = Math.max(...usable);
  return logarithmic === true || low < 0 ? [low, high] : [0, high];
}

function curve(
  { label: name, tone, dashed, points }: Curves["lines"][number],
  x: Scale,
  y: Scale,
): SVGPathElement {
  const path = line<readonly [number, number]>()
    .defined(([, value]) => Number.isFinite(y(value)))
    .x(([value]) => x(value))
    .y(([, value]) => y(value))
    .digits(1);
  const d = path(points) ?? "";
  return svg(
    "path",
    { d, class: `curve tone-${tone}${dashed === true ? " dashed" : ""}` },
    svg("title", {}, name),
  );
}

function legend(part: Curves): HTMLElement {
  return html(
    "ul",
    { class: "legend" },
    ...part.lines.map(({ label: name, tone, dashed }) =>
      html(
        "li",
        {},
        html("span", { class: `swatch line tone-${tone}${dashed === true ? " dashed" : ""}` }),
        html("span", { class: "legend-label" }, name),
      ),
    ),
    ...part.marks.map((mark) =>
      html(
        "li",
        {},
        html("span", { class: `swatch dot tone-${mark.tone}` }),
        html("span", { class: "legend-label" }, markText(part, mark)),
      ),
    ),
  );
}

function markText(part: Curves, { label: name, x, y }: Curves["marks"][number]): string {
  return `${name}: ${sceneValue(y, part.y.unit)} at ${sceneValue(x, part.x.unit)}`;
}
