/**
 * The sweep: one parameter over a range, several seeds at each value, every metric. Runs in a worker of its own, so that
 * playback goes on and stopping is immediate.
 */
import type { Engine, MetricSpec } from "../../../engines/kernel/engine.ts";
import type { RunInput } from "../../../engines/kernel/runTypes.ts";
import { html, setText } from "../dom.ts";
import { select } from "../form/select.ts";
import type { SweepPlan, SweepResult } from "../workerProtocol.ts";
import { createSweepForm, type SweepChoice } from "./sweepForm.ts";
import { createSweepResults } from "./sweepResults.ts";

export interface SweepEvents {
  readonly point: (point: SweepResult) => void;
  readonly done: () => void;
  readonly failed: (message: string) => void;
}

/** Calls back for each point, in order, and when all is done; `stop` ends it at once, without `done`. */
export type StartSweep = (plan: Omit<SweepPlan, "until">, on: SweepEvents) => { stop(): void };

const explanation =
  "A sweep runs the simulation over a range of one parameter, with several seeds at each value, and draws theory's line " +
  "through the measured points.";

export interface SweepView {
  readonly element: HTMLElement;
  /** Ends a sweep that is under way, too. */
  dispose(): void;
}

/** `input`: what the run beside it has at this moment. */
export function createSweepView(engine: Engine, startSweep: StartSweep, input: () => RunInput): SweepView {
  const metrics = Object.entries(engine.metrics) as [string, MetricSpec<unknown>][];
  let metric = metrics.find(([id]) => engine.theory?.[id] !== undefined)?.[0] ?? metrics[0]?.[0] ?? "";
  let last: { choice: SweepChoice; params: RunInput["params"]; points: SweepResult[] } | undefined;
  let running: { stop(): void } | undefined;
  const status = html("p", { class: "status", role: "status" });
  const empty = html("p", { class: "empty" }, explanation);
  const results = createSweepResults(engine);

  const show = () => {
    if (last === undefined) return;
    results.begin(last.choice, last.params, metric);
    results.show(last.points);
  };
  const finish = (message: string) => {
    running?.stop();
    running = undefined;
    form.setRunning(false);
    setText(status, message);
  };
  const start = (choice: SweepChoice) => {
    const now = input();
    const points: SweepResult[] = [];
    const { param, values } = choice;
    const seeds = Array.from({ length: choice.seeds }, (_, index) => now.seed + index);
    const each = choice.seeds === 1 ? "one seed" : `${choice.seeds} seeds`;
    last = { choice, params: now.params, points };
    empty.hidden = true;
    show();
    form.setRunning(true);
    setText(status, `0 of ${values.length} points, ${each} at each value`);
    const point = (measured: SweepResult) => {
      points.push(measured);
      setText(status, `${points.length} of ${values.length} points, ${each} at each value`);
      results.show(points);
    };
    const done = () => finish(`${points.length} points, ${each} at each value, from seed ${now.seed}.`);
    running = startSweep({ input: now, param, values, seeds }, { point, done, failed: finish });
  };
  const form = createSweepForm(engine, start, () =>
    finish(`Stopped after ${last?.points.length ?? 0} points.`),
  );
  const metricSelect = select({
    id: "sweep-metric",
    label: "Metric",
    options: metrics.map(([id, { title }]) => ({ value: id, label: title })),
    onChange: (id) => {
      metric = id;
      show();
    },
  });
  metricSelect.value = metric;
  const metricRow = html(
    "div",
    { class: "sweep-metric" },
    html("span", { class: "field-label", "aria-hidden": "true" }, "Metric"),
    metricSelect,
  );
  return {
    element: html("div", { class: "sweep" }, form.element, metricRow, status, empty, results.element),
    dispose() {
      running?.stop();
      results.dispose();
    },
  };
}
