/** A table of texts; the tone marks a row. */
import { html } from "../dom.ts";
import type { PartOf } from "./parts.ts";

export function drawTable(part: PartOf<"table">): HTMLElement {
  const rows = part.rows.map(({ cells, tone }) =>
    html("tr", { class: `tone-${tone}` }, ...cells.map((cell) => html("td", {}, cell))),
  );
  return html(
    "div",
    { class: "table-scroll", tabindex: 0, role: "region", "aria-label": part.title },
    html(
      "table",
      {},
      html(
        "thead",
        {},
        html("tr", {}, ...part.columns.map((column) => html("th", { scope: "col" }, column))),
      ),
      html("tbody", {}, ...rows),
    ),
  );
}
