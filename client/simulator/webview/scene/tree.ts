/** A tree from the top down: leaves side by side, parents over the middle of their children. Wider than the panel, it
 *  scrolls: shrinking would make the labels unreadable. */
import type { SceneTreeNode } from "../../../engines/kernel/scene.ts";
import { html, svg } from "../dom.ts";
import { round } from "./arrow.ts";
import { canvas, label, textWidth } from "./label.ts";
import type { PartOf, Point } from "./parts.ts";

const boxHeight = 24;
const levelHeight = 52;
const gap = 8;
const margin = 4;

interface Placed {
  readonly node: SceneTreeNode;
  readonly at: Point;
  readonly width: number;
  readonly children: readonly Placed[];
}

export function drawTree(part: PartOf<"tree">, width: number): HTMLElement {
  const { placed, end } = place(part.root, margin, 0);
  const all = flatten(placed);
  const depth = Math.max(...all.map(({ at }) => at.y)) + boxHeight / 2 + margin;
  const shift = Math.max(0, (width - end - margin) / 2);
  const drawing = canvas(
    part.title,
    Math.max(width, end + margin),
    depth,
    svg("g", { transform: `translate(${round(shift)} 0)` }, ...all.flatMap(edges), ...all.map(box)),
  );
  return html("div", { class: "table-scroll" }, drawing);
}

function place(node: SceneTreeNode, left: number, level: number): { placed: Placed; end: number } {
  const width = Math.min(textWidth(node.label) + 16, 240);
  const y = margin + boxHeight / 2 + level * levelHeight;
  let end = left;
  const children: Placed[] = [];
  for (const child of node.children) {
    const result = place(child, end, level + 1);
    children.push(result.placed);
    end = result.end + gap;
  }
  const first = children[0];
  const last = children.at(-1);
  if (first === undefined || last === undefined) {
    return { placed: { node, at: { x: left + width / 2, y }, width, children }, end: left + width };
  }
  const x = Math.max((first.at.x + last.at.x) / 2, left + width / 2);
  return { placed: { node, at: { x, y }, width, children }, end: Math.max(end - gap, x + width / 2) };
}

function flatten(placed: Placed): Placed[] {
  return [placed, ...placed.children.flatMap(flatten)];
}

function edges({ at, children }: Placed): SVGPathElement[] {
  return children.map((child) => {
    const top = at.y + boxHeight / 2;
    const bottom = child.at.y - boxHeight / 2;
    const middle = (top + bottom) / 2;
    const d = `M${round(at.x)} ${top}C${round(at.x)} ${middle} ${round(child.at.x)} ${middle} ${round(child.at.x)} ${bottom}`;
    return svg("path", { d, class: "tree-edge" });
  });
}

function box({ node, at, width }: Placed): SVGGElement {
  return svg(
    "g",
    { class: `node tone-${node.tone}` },
    svg("rect", {
      x: round(at.x - width / 2),
      y: at.y - boxHeight / 2,
      width: round(width),
      height: boxHeight,
      rx: 4,
    }),
    label(node.label, { x: at.x, y: at.y + 4 }, width - 8),
  );
}
