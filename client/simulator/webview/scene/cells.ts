/** A row or a grid of cells: slots of a cache, bits of a filter, a window of counters. */
import { html, setVariable } from "../dom.ts";
import { textWidth } from "./label.ts";
import type { PartOf } from "./parts.ts";

type Cells = PartOf<"cells">;

const gap = 4;
/** Padding and border of a cell, both sides. */
const edges = 10;
const widest = 112;

export function drawCells(part: Cells, width: number): HTMLElement {
  if (part.cells.length === 0) return html("p", { class: "empty" }, "Empty.");
  const { columns, details } = cellLayout(part, width);
  const grid = html(
    "div",
    { class: "cells", role: "img", "aria-label": part.title },
    ...part.cells.map(({ label, detail, tone }) =>
      html(
        "div",
        { class: `cell tone-${tone}`, title: detail === undefined ? label : `${label}: ${detail}` },
        html("span", { class: "cell-label" }, label),
        details && detail !== undefined ? html("span", { class: "cell-detail" }, detail) : undefined,
      ),
    ),
  );
  setVariable(grid, "--columns", String(columns));
  return grid;
}

/**
 * As many columns as the engine wants, or as fit; second lines only where they fit beside the first, for the tooltip has
 * them too. A wanted number that is too large is halved, so that what stood in one column still does.
 */
function cellLayout({ cells, columns: wanted }: Cells, width: number): { columns: number; details: boolean } {
  const fitting = (needed: number) =>
    Math.max(1, Math.floor((width + gap) / (Math.min(needed, widest) + edges + gap)));
  const labelWidth = Math.max(14, ...cells.map(({ label }) => textWidth(label)));
  const detailWidth = Math.max(0, ...cells.map(({ detail }) => textWidth(detail ?? "")));
  const most = fitting(labelWidth);
  let columns = wanted ?? fitting(Math.max(labelWidth, detailWidth));
  while (columns > most && columns > 1) columns = Math.ceil(columns / 2);
  return { columns, details: detailWidth > 0 && columns <= fitting(Math.max(labelWidth, detailWidth)) };
}
