/** What a sweep has measured so far: the plot, the closed form in words, and every point in figures. */
import type { Engine, TheorySpec } from "../../../engines/kernel/engine.ts";
import type { RunInput } from "../../../engines/kernel/runTypes.ts";
import { sweepValues } from "../../../engines/kernel/sweep.ts";
import { html, setText } from "../dom.ts";
import { formatDeviation, formatExact, formatValue } from "../format.ts";
import { onThemeChange } from "../plots/palette.ts";
import type { SweepResult } from "../workerProtocol.ts";
import { createSweepChart, type SweepChart, type TheoryPoint } from "./sweepChart.ts";
import type { SweepChoice } from "./sweepForm.ts";

/** Values at which theory is drawn: closer than pixels would show no more. */
const curvePoints = 120;

export interface SweepResults {
  readonly element: HTMLElement;
  /** Another sweep or another metric: the plot gets its axes anew. */
  begin(choice: SweepChoice, params: RunInput["params"], metric: string): void;
  show(points: readonly SweepResult[]): void;
  dispose(): void;
}

export function createSweepResults(engine: Engine): SweepResults {
  const plot = html("div", { class: "plot" });
  const formula = html("p", { class: "formula" });
  const table = html("tbody");
  const element = html(
    "section",
    { class: "card sweep-results", hidden: true },
    plot,
    key(),
    formula,
    html("div", { class: "table-scroll" }, html("table", {}, tableHead(), table)),
  );
  let chart: SweepChart | undefined;
  let current: { choice: SweepChoice; metric: string; curve: readonly TheoryPoint[] } | undefined;
  const unwatch = onThemeChange(() => chart?.chart.restyle());
  return {
    element,
    begin(choice, params, metric) {
      const theory = engine.theory?.[metric];
      current = { choice, metric, curve: theory === undefined ? [] : curveOf(theory, choice, params) };
      element.hidden = false;
      element.classList.toggle("without-theory", theory === undefined);
      setText(formula, theory === undefined ? "" : `Theory: ${theory.formula}. ${theory.source}`);
      chart?.chart.destroy();
      plot.replaceChildren();
      chart = createSweepChart(plot, choice.spec, engine.metrics[metric]?.unit ?? "");
    },
    show(points) {
      if (current === undefined) return;
      const { choice, metric, curve } = current;
      chart?.show(points, metric, curve);
      table.replaceChildren(...points.map((point) => tableRow(point, metric, engine, choice)));
    },
    dispose() {
      unwatch();
      chart?.chart.destroy();
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the registry's Engine has forgotten its parameters' types.
function curveOf(theory: TheorySpec<any>, choice: SweepChoice, params: RunInput["params"]): TheoryPoint[] {
  const { spec, values, param } = choice;
  return sweepValues(spec, values[0] ?? spec.min, values.at(-1) ?? spec.max, curvePoints).map((value) => ({
    value,
    theory: theory.value({ ...params, [param]: value }),
  }));
}

function key(): HTMLElement {
  const item = (line: string, text: string, name = "") =>
    html("li", { class: name }, html("span", { class: `line ${line}` }), text);
  return html(
    "ul",
    { class: "plot-key" },
    item("line-point", "measured, mean and 95\u202f% interval"),
    item("line-theory", "theory", "theory-key"),
  );
}

function tableHead(): HTMLElement {
  const titles = ["Value", "Mean", "95\u202f% interval", "Theory", "Off by"];
  return html("thead", {}, html("tr", {}, ...titles.map((title) => html("th", { scope: "col" }, title))));
}

function tableRow(point: SweepResult, metric: string, engine: Engine, choice: SweepChoice): HTMLElement {
  const unit = engine.metrics[metric]?.unit ?? "";
  const measured = point.metrics[metric];
  const show = (value: number | undefined) => (value === undefined ? "" : formatValue(value, unit));
  return html(
    "tr",
    {},
    html("th", { scope: "row" }, formatExact(point.value, choice.spec.unit)),
    html("td", { class: "measured" }, show(measured?.mean)),
    html("td", {}, measured === undefined ? "" : `${show(measured.low)} – ${show(measured.high)}`),
    html("td", {}, show(measured?.theory)),
    html("td", {}, measured?.theory === undefined ? "" : formatDeviation(measured.mean, measured.theory)),
  );
}
