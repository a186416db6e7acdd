/** Messages between lanes, in order from top to bottom. */
import { svg } from "../dom.ts";
import { arrow } from "./arrow.ts";
import { canvas, label } from "./label.ts";
import type { PartOf } from "./parts.ts";

const headHeight = 28;
const rowHeight = 32;
const margin = 8;

type Sequence = PartOf<"sequence">;

export function drawSequence(part: Sequence, width: number): SVGSVGElement {
  const height = headHeight + Math.max(part.messages.length, 1) * rowHeight + 12;
  const laneWidth = (width - 2 * margin) / Math.max(part.lanes.length, 1);
  const laneX = (lane: number) => margin + laneWidth * (lane + 0.5);
  const lanes = part.lanes.flatMap((name, lane) => {
    const boxWidth = Math.min(laneWidth - 8, 140);
    return [
      svg("line", { x1: laneX(lane), x2: laneX(lane), y1: headHeight - 4, y2: height, class: "lifeline" }),
      svg(
        "g",
        { class: "node tone-neutral" },
        svg("rect", { x: laneX(lane) - boxWidth / 2, y: 1, width: boxWidth, height: headHeight - 5, rx: 4 }),
        label(name, { x: laneX(lane), y: 16 }, boxWidth - 8, "label strong"),
      ),
    ];
  });
  const messages = part.messages.flatMap((message, index) => {
    const y = headHeight + index * rowHeight + 24;
    return drawMessage(message, laneX(message.from), laneX(message.to), y, laneWidth);
  });
  return canvas(part.title, width, height, ...lanes, ...messages);
}

function drawMessage(
  message: Sequence["messages"][number],
  fromX: number,
  toX: number,
  y: number,
  laneWidth: number,
): SVGElement[] {
  if (message.from === message.to) {
    // A lane talking to itself: a step, written beside its line.
    return [
      svg("circle", { cx: fromX, cy: y - 4, r: 4, class: `packet tone-${message.tone}` }),
      label(message.label, { x: fromX + 10, y }, laneWidth / 2 - 12, "label detail", "start"),
    ];
  }
  const middle = { x: (fromX + toX) / 2, y: y - 6 };
  return [
    arrow({ x: fromX, y }, { x: toX, y }, `link tone-${message.tone}`),
    label(message.label, middle, Math.abs(toX - fromX) - 16, "label detail halo"),
  ];
}
