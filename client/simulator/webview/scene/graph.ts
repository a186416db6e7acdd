/** Nodes, links and what travels on them. */
import type { SceneLink, SceneNode, ScenePacket } from "../../../engines/kernel/scene.ts";
import { svg } from "../dom.ts";
import { arrow, round } from "./arrow.ts";
import { type GraphLayout, layoutGraph } from "./graphLayout.ts";
import { canvas, label, textWidth } from "./label.ts";
import { LabelRoom } from "./labelRoom.ts";
import type { PartOf, Point } from "./parts.ts";

export function drawGraph(part: PartOf<"graph">, width: number): SVGSVGElement {
  const layout = layoutGraph(part, width);
  const room = new LabelRoom(width);
  for (const place of layout.places.values()) room.take(place, layout.box.width, layout.box.height);
  const pairs = new Set(part.links.map(({ from, to }) => `${from} ${to}`));
  const links = part.links.map((link) => drawLink(link, layout, pairs.has(`${link.to} ${link.from}`), room));
  const nodes = part.nodes.map((node) => drawNode(node, layout));
  const packets = part.packets.map((packet) => drawPacket(packet, layout, room));
  return canvas(part.title, width, layout.height, ...links.flat(), ...nodes, ...packets.flat());
}

function drawNode(node: SceneNode, { places, box }: GraphLayout): SVGGElement {
  const { x, y } = places.get(node.id) ?? { x: 0, y: 0 };
  const inner = box.width - 12;
  const hasDetail = node.detail !== undefined;
  return svg(
    "g",
    { class: `node tone-${node.tone}` },
    svg("rect", {
      x: round(x - box.width / 2),
      y: round(y - box.height / 2),
      width: round(box.width),
      height: box.height,
      rx: 4,
    }),
    label(node.label, { x, y: y + (hasDetail ? -3 : 4) }, inner, "label strong"),
    ...(hasDetail ? [label(node.detail ?? "", { x, y: y + 13 }, inner, "label detail")] : []),
  );
}

/** `both`: there is a link the other way too, and the two must not lie on each other. */
function drawLink(link: SceneLink, layout: GraphLayout, both: boolean, room: LabelRoom): SVGElement[] {
  const ends = linkEnds(link, layout, both ? 5 : 0);
  if (ends === undefined) return [];
  const [from, to] = ends;
  const line = arrow(from, to, `link tone-${link.tone}`);
  const elements: SVGElement[] = [line];
  if (link.label !== undefined) {
    line.append(svg("title", {}, link.label));
    const steep = isSteep(from, to);
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    // Of two links side by side each has its label on its outer side: to the right of where it goes.
    const below = both && to.x > from.x;
    const left = both && to.y > from.y;
    const at = steep
      ? { x: middle.x + (left ? -6 : 6), y: middle.y + 4 }
      : { x: middle.x, y: middle.y + (below ? 14 : -6) };
    const width = steep ? 120 : Math.max(Math.abs(to.x - from.x) - 8, 24);
    const anchor = steep ? (left ? "end" : "start") : "middle";
    if (room.claim(link.label, at, width, anchor))
      elements.push(label(link.label, at, width, "label detail halo", anchor));
  }
  return elements;
}

function drawPacket(packet: ScenePacket, layout: GraphLayout, room: LabelRoom): SVGElement[] {
  const ends = linkEnds(packet, layout, 0);
  if (ends === undefined) return [];
  const [from, to] = ends;
  const share = Math.min(Math.max(packet.progress, 0), 1);
  const x = from.x + (to.x - from.x) * share;
  const y = from.y + (to.y - from.y) * share;
  const dot = svg("circle", { cx: round(x), cy: round(y), r: 5, class: `packet tone-${packet.tone}` });
  if (packet.label === undefined) return [dot];
  // On the other side of the line from the link's own label.
  const steep = isSteep(from, to);
  const at = steep ? { x: x - 9, y: y + 4 } : { x, y: y + 18 };
  dot.append(svg("title", {}, packet.label));
  const width = Math.max(textWidth(packet.label), 1);
  const anchor = steep ? "end" : "middle";
  if (!room.claim(packet.label, at, width, anchor)) return [dot];
  return [dot, label(packet.label, at, width, "label detail halo", anchor)];
}

function isSteep(from: Point, to: Point): boolean {
  return Math.abs(to.y - from.y) > Math.abs(to.x - from.x);
}

/** From edge to edge of the two boxes, moved aside by `shift` pixels. */
function linkEnds(
  { from, to }: { readonly from: string; readonly to: string },
  { places, box }: GraphLayout,
  shift: number,
): [Point, Point] | undefined {
  const a = places.get(from);
  const b = places.get(to);
  if (a === undefined || b === undefined || from === to) return undefined;
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const ux = (b.x - a.x) / length;
  const uy = (b.y - a.y) / length;
  // Distance from the centre to the border of the box in this direction.
  const reach = Math.min(
    ux === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(ux),
    uy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(uy),
  );
  if (2 * reach + 4 > length) return undefined;
  const side = { x: -uy * shift, y: ux * shift };
  return [
    { x: a.x + ux * (reach + 2) + side.x, y: a.y + uy * (reach + 2) + side.y },
    { x: b.x - ux * (reach + 2) + side.x, y: b.y - uy * (reach + 2) + side.y },
  ];
}
