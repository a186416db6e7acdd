/**
 * The sweep: one parameter over a range, several seeds at each value, every metric. Runs in a worker of its own, so that
 * playback goes on and stopping is immediate.
 */
import type { Engine, MetricSpec } from "../../../engines/kernel/engine.ts";
import type { RunInput } from "../../../engines/kernel/runTypes.ts";
import { html, setText } from "../dom.ts";
import { select } from "../form/select.ts";
import { formatDeviation, formatExact, formatValue } from "../format.ts";
import { onThemeChange } from "../plots/palette.ts";
import type { SweepResult } from "../workerProtocol.ts";
import { createSweepChart, type SweepChart } from "./sweepChart.ts";
import { createSweepForm, type SweepChoice } from "./sweepForm.ts";

export interface SweepRunner {
  /** Calls back for each point, in order, and when all is done; `stop` ends it at once, without `onDone`. */
  start(
    plan: { param: string; values: readonly number[]; seeds: readonly number[]; input: RunInput },
    on: {
      readonly point: (point: SweepResult) => void;
      readonly done: () => void;
      readonly failed: (message: string) => void;
    },
  ): { stop(): void };
}

export interface SweepView {
  readonly element: HTMLElement;
}

export function createSweepView(engine: Engine, runner: SweepRunner, input: () => RunInput): SweepView {
  const metrics = Object.entries(engine.metrics) as [string, MetricSpec<unknown>][];
  let metric = metrics.find(([id]) => engine.theory?.[id] !== undefined)?.[0] ?? metrics[0]?.[0] ?? "";
  let choice: SweepChoice | undefined;
  let points: SweepResult[] = [];
  let chart: SweepChart | undefined;
  let running: { stop(): void } | undefined;
  const status = html("p", { class: "status", role: "status" });
  const plot = html("div", { class: "plot" });
  const formula = html("p", { class: "formula" });
  const table = html("tbody");
  const results = html(
    "section",
    { class: "card sweep-results", hidden: true },
    plot,
    html(
      "ul",
      { class: "plot-key" },
      html("li", {}, html("span", { class: "line line-point" }), "measured, mean and 95\u202f% interval"),
      html("li", { class: "theory-key" }, html("span", { class: "line line-theory" }), "theory"),
    ),
    formula,
    html("div", { class: "table-scroll" }, html("table", {}, tableHead(), table)),
  );
  const empty = html(
    "p",
    { class: "empty" },
    "A sweep runs the simulation over a range of one parameter, with several seeds at each value, and draws theory's line through the measured points.",
  );

  const draw = () => {
    chart?.show(points, metric);
    const theory = engine.theory?.[metric];
    results.classList.toggle("without-theory", theory === undefined);
    setText(formula, theory === undefined ? "" : `Theory: ${theory.formula}. ${theory.source}`);
    table.replaceChildren(...points.map((point) => tableRow(point, metric, engine, choice)));
  };
  const rebuild = () => {
    chart?.chart.destroy();
    plot.replaceChildren();
    const unit = engine.metrics[metric]?.unit ?? "";
    chart = choice === undefined ? undefined : createSweepChart(plot, choice.spec, unit);
    draw();
  };
  const metricSelect = select({
    id: "sweep-metric",
    label: "Metric",
    options: metrics.map(([id, { title }]) => ({ value: id, label: title })),
    onChange: (id) => {
      metric = id;
      rebuild();
    },
  });
  metricSelect.value = metric;

  const finish = (message: string) => {
    running?.stop();
    running = undefined;
    form.setRunning(false);
    setText(status, message);
  };
  const start = (next: SweepChoice) => {
    choice = next;
    points = [];
    results.hidden = false;
    empty.hidden = true;
    rebuild();
    form.setRunning(true);
    const now = input();
    const seeds = Array.from({ length: next.seeds }, (_, index) => now.seed + index);
    const progress = () =>
      setText(status, `${points.length} of ${next.values.length} points, ${next.seeds} seeds each`);
    progress();
    running = runner.start(
      { param: next.param, values: next.values, seeds, input: now },
      {
        point(point) {
          points.push(point);
          progress();
          draw();
        },
        done: () => finish(`${points.length} points, ${next.seeds} seeds each, from seed ${now.seed}.`),
        failed: (message) => finish(message),
      },
    );
  };
  const form = createSweepForm(engine, start, () => finish(`Stopped after ${points.length} points.`));
  onThemeChange(() => chart?.chart.restyle());
  return {
    element: html(
      "div",
      { class: "sweep" },
      form.element,
      html(
        "div",
        { class: "sweep-metric" },
        html("span", { class: "field-label", "aria-hidden": "true" }, "Metric"),
        metricSelect,
      ),
      status,
      empty,
      results,
    ),
  };
}

function tableHead(): HTMLElement {
  const titles = ["Value", "Mean", "95\u202f% interval", "Theory", "Off by"];
  return html("thead", {}, html("tr", {}, ...titles.map((title) => html("th", { scope: "col" }, title))));
}

function tableRow(
  point: SweepResult,
  metric: string,
  engine: Engine,
  choice: SweepChoice | undefined,
): HTMLElement {
  const unit = engine.metrics[metric]?.unit ?? "";
  const measured = point.metrics[metric];
  const show = (value: number | undefined) => (value === undefined ? "" : formatValue(value, unit));
  return html(
    "tr",
    {},
    html("th", { scope: "row" }, formatExact(point.value, choice?.spec.unit ?? "")),
    html("td", {}, show(measured?.mean)),
    html("td", {}, measured === undefined ? "" : `${show(measured.low)} – ${show(measured.high)}`),
    html("td", {}, show(measured?.theory)),
    html("td", {}, measured?.theory === undefined ? "" : formatDeviation(measured.mean, measured.theory)),
  );
}
