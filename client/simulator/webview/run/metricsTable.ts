/** Measured values beside what theory says, with the deviation; or A beside B when two runs are compared. */
import type { Engine, MetricSpec } from "../../../engines/kernel/engine.ts";
import type { MetricValue, TheoryValue } from "../../../engines/kernel/runTypes.ts";
import { html } from "../dom.ts";
import { deviation, formatDeviation, formatValue } from "../format.ts";
import type { Frame, Side } from "../workerProtocol.ts";

export interface MetricsTable {
  readonly element: HTMLElement;
  update(frame: Frame): void;
}

export function createMetricsTable(engine: Engine): MetricsTable {
  const head = html("thead");
  const body = html("tbody");
  const metrics = Object.entries(engine.metrics) as [string, MetricSpec<unknown>][];
  const hasTheory = Object.keys(engine.theory ?? {}).length > 0;
  return {
    element: html(
      "section",
      { class: "card metrics" },
      html("h3", {}, "Measured"),
      html("div", { class: "table-scroll" }, html("table", {}, head, body)),
    ),
    update({ sides }) {
      const compared = sides.length > 1;
      const titles = compared
        ? ["Metric", "A", "B", "B − A"]
        : ["Metric", "Measured", ...(hasTheory ? ["Theory", "Off by"] : [])];
      head.replaceChildren(html("tr", {}, ...titles.map((title) => html("th", { scope: "col" }, title))));
      const row = compared ? comparedRow : measuredRow(hasTheory);
      body.replaceChildren(
        ...metrics.map(([id, { title, help }]) =>
          html(
            "tr",
            { "data-metric": id },
            html("th", { scope: "row", title: help }, title),
            ...row(sides, id),
          ),
        ),
      );
    },
  };
}

type Row = (sides: readonly Side[], metric: string) => HTMLElement[];

function measuredRow(hasTheory: boolean): Row {
  return ([side], metric) => {
    const measured = side?.metrics[metric];
    const cells = [valueCell(measured, "measured")];
    if (hasTheory) cells.push(...theoryCells(measured, side?.theory[metric]));
    return cells;
  };
}

function theoryCells(measured: MetricValue | undefined, theory: TheoryValue | undefined): HTMLElement[] {
  if (measured === undefined || theory === undefined) return [html("td"), html("td")];
  const within = Math.abs(deviation(measured.value, theory.value)) <= theory.tolerance;
  const known = Number.isFinite(measured.value);
  return [
    html(
      "td",
      { class: "theory", title: `${theory.formula}\n${theory.source}` },
      formatValue(theory.value, measured.unit),
    ),
    html(
      "td",
      {
        class: known ? (within ? "off within" : "off beyond") : "off",
        title: `${within ? "Within" : "Beyond"} the ±${formatValue(theory.tolerance * 100, "%")} that the tests allow at the end of a run`,
      },
      formatDeviation(measured.value, theory.value),
    ),
  ];
}

const comparedRow: Row = ([a, b], metric) => {
  const left = a?.metrics[metric];
  const right = b?.metrics[metric];
  const change =
    left === undefined || right === undefined ? Number.NaN : formatDeviation(right.value, left.value);
  return [
    valueCell(left, "measured"),
    valueCell(right, "measured-b"),
    html("td", { class: "off" }, String(change)),
  ];
};

function valueCell(metric: MetricValue | undefined, name: string): HTMLElement {
  return html("td", { class: name }, metric === undefined ? "–" : formatValue(metric.value, metric.unit));
}
