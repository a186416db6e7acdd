/** Text that fits: measured with the page's own font and shortened with an ellipsis; the whole text stays as a tooltip. */
import { svg } from "../dom.ts";
import type { Point } from "./parts.ts";

let context: CanvasRenderingContext2D | null | undefined;
const boldFactor = 1.12;
const widths = new Map<string, number>();

/** Width in pixels at the scene's font size. */
export function textWidth(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  if (context === undefined) {
    context = document.createElement("canvas").getContext("2d");
    if (context !== null) context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  }
  const width = context?.measureText(text).width ?? text.length * 7;
  // Labels with counters in them are new in every frame: the memory must not grow with the run.
  if (widths.size > 2000) widths.clear();
  widths.set(text, width);
  return width;
}

export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = text.length - 1;
  while (kept > 1 && textWidth(`${text.slice(0, kept)}…`) > width) kept--;
  return kept < 1 ? "" : `${text.slice(0, kept)}…`;
}

/** One line of text with its middle (or other anchor) at the point, no wider than `width`. */
export function label(
  text: string,
  at: Point,
  width: number,
  className = "label",
  anchor: "start" | "middle" | "end" = "middle",
): SVGTextElement {
  // Widths are measured in the regular weight.
  const fitted = fitText(text, className.includes("strong") ? width / boldFactor : width);
  return svg(
    "text",
    { x: at.x.toFixed(1), y: at.y.toFixed(1), class: className, "text-anchor": anchor },
    fitted,
    fitted === text ? undefined : svg("title", {}, text),
  );
}

/** An SVG as large as said, named for a screen reader. */
export function canvas(
  title: string,
  width: number,
  height: number,
  ...children: readonly Node[]
): SVGSVGElement {
  const size = `0 0 ${width} ${Math.ceil(height)}`;
  return svg(
    "svg",
    { width, height: Math.ceil(height), viewBox: size, role: "img", "aria-label": title },
    ...children,
  );
}
