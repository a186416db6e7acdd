/** What lasted from when to when, lane by lane. Spans of a lane that overlap go into rows of their own. */
import { svg } from "../dom.ts";
import { round } from "./arrow.ts";
import { createScale, type Scale, xAxis } from "./axes.ts";
import { canvas, label, textWidth } from "./label.ts";
import { LabelRoom } from "./labelRoom.ts";
import type { PartOf } from "./parts.ts";

type Timeline = PartOf<"timeline">;
type Span = Timeline["lanes"][number]["spans"][number];

const rowHeight = 22;
const mostRows = 6;
const barHeight = 18;
const laneGap = 6;
const markHeight = 16;
const axisHeight = 24;
const right = 14;
/** Lane names take at most this share of the width. */
const nameShare = 0.28;
/** A moment is still to be seen. */
const thinnest = 3;

export function drawTimeline(part: Timeline, width: number): SVGSVGElement {
  const widest = Math.max(0, ...part.lanes.map((lane) => textWidth(lane.label)));
  const left = Math.min(widest + 12, width * nameShare);
  const x = createScale({}, [part.from, part.to], [left, width - right]);
  const top = part.marks.length > 0 ? markHeight : 4;
  const room = new LabelRoom(width);
  let y = top;
  const lanes = part.lanes.flatMap((lane) => {
    const rows = intoRows(lane.spans, x);
    const height = Math.max(1, rows.length) * rowHeight;
    const middle = y + height / 2 + 4;
    const drawn = [
      label(lane.label, { x: 2, y: middle }, left - 8, "label", "start"),
      ...rows.flatMap((row, index) => row.flatMap((span) => drawSpan(span, x, y + index * rowHeight, room))),
    ];
    y += height + laneGap;
    return drawn;
  });
  return canvas(
    part.title,
    width,
    y + axisHeight,
    ...xAxis(x, part.unit, top, y),
    ...lanes,
    ...drawMarks(part, x, y),
  );
}

/** The first row in which a span's predecessor has ended, in pixels. */
function intoRows(spans: readonly Span[], x: Scale): Span[][] {
  const rows: Span[][] = [];
  const ends: number[] = [];
  for (const span of spans) {
    const free = ends.findIndex((end) => end <= x(span.from));
    const row = free >= 0 ? free : rows.length < mostRows ? rows.push([]) - 1 : soonestOf(ends);
    rows[row]?.push(span);
    ends[row] = x(span.from) + widthOf(span, x) + 1;
  }
  return rows;
}

/** Beyond so many rows spans lie on each other: there are too many to be told apart. */
function soonestOf(ends: readonly number[]): number {
  return ends.indexOf(Math.min(...ends));
}

function widthOf({ from, to }: Span, x: Scale): number {
  return Math.max(thinnest, x(to) - x(from));
}

/** The name inside where it fits whole: three letters of it would say nothing, and the tooltip has it. */
function drawSpan(span: Span, x: Scale, y: number, room: LabelRoom): SVGElement[] {
  const width = widthOf(span, x);
  const bar = svg(
    "g",
    { class: `node tone-${span.tone}` },
    svg("rect", {
      x: round(x(span.from)),
      y: y + (rowHeight - barHeight) / 2,
      width: round(width),
      height: barHeight,
      rx: 3,
    }),
    svg("title", {}, span.detail === undefined ? span.label : `${span.label}: ${span.detail}`),
  );
  const at = { x: x(span.from) + width / 2, y: y + rowHeight / 2 + 4 };
  if (textWidth(span.label) + 8 > width || !room.claim(span.label, at, width, "middle")) return [bar];
  return [bar, label(span.label, at, width - 4, "label detail")];
}

function drawMarks(part: Timeline, x: Scale, bottom: number): SVGElement[] {
  let end = Number.NEGATIVE_INFINITY;
  return [...part.marks]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, label: name, tone }) => {
      const px = x(at);
      const [from, to] = x.range() as [number, number];
      const half = textWidth(name) / 2 + 4;
      const mark = svg(
        "line",
        {
          x1: round(px),
          x2: round(px),
          y1: markHeight - 2,
          y2: round(bottom),
          class: `time-mark tone-${tone}`,
        },
        svg("title", {}, name),
      );
      if (px - half < Math.max(end, from - 60) || px + half > to + right) return [mark];
      end = px + half;
      return [mark, label(name, { x: px, y: 11 }, 2 * half, "label detail")];
    });
}
