/** A row or a grid of cells: slots of a cache, bits of a filter, a window of counters. */
import { html, setVariable } from "../dom.ts";
import type { PartOf } from "./parts.ts";

export function drawCells(part: PartOf<"cells">): HTMLElement {
  if (part.cells.length === 0) return html("p", { class: "empty" }, "Empty.");
  // Cells without second lines and with short labels are small squares; others need room for words.
  const longest = Math.max(
    ...part.cells.map(({ label, detail }) => Math.max(label.length, detail?.length ?? 0)),
  );
  const grid = html(
    "div",
    { class: part.columns === undefined ? "cells" : "cells fixed", role: "img", "aria-label": part.title },
    ...part.cells.map(({ label, detail, tone }) =>
      html(
        "div",
        { class: `cell tone-${tone}`, title: detail === undefined ? label : `${label}: ${detail}` },
        html("span", { class: "cell-label" }, label),
        detail === undefined ? undefined : html("span", { class: "cell-detail" }, detail),
      ),
    ),
  );
  setVariable(grid, "--cell-width", `${Math.min(Math.max(longest * 8 + 12, 28), 112)}px`);
  if (part.columns !== undefined) setVariable(grid, "--columns", String(part.columns));
  return grid;
}
