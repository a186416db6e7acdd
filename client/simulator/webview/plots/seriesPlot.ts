/** One series over time or operations: the line, a second for B, theory dashed, and its percentiles in figures. */
import uPlot from "uplot";
import { axisOf } from "../../../engines/kernel/axis.ts";
import type { Engine, SeriesSpec } from "../../../engines/kernel/engine.ts";
import type { SeriesData } from "../../../engines/kernel/runTypes.ts";
import { html } from "../dom.ts";
import { formatValue, formatX } from "../format.ts";
import { sideName } from "../sideName.ts";
import type { Frame, Side } from "../workerProtocol.ts";
import { type Chart, createChart } from "./chart.ts";
import type { Palette } from "./palette.ts";

export interface SeriesPlot {
  readonly element: HTMLElement;
  update(frame: Frame): void;
  restyle(): void;
  destroy(): void;
}

export function createSeriesPlot(
  engine: Engine,
  name: string,
  spec: SeriesSpec,
  compared: boolean,
): SeriesPlot {
  const body = html("div", { class: "plot" });
  const figures = html("dl", { class: "readouts" });
  const theory = spec.theory;
  let sides: readonly Side[] = [];
  let until = engine.defaultUntil;
  let shown: uPlot.AlignedData = [[]] as unknown as uPlot.AlignedData;
  const figuresNow = () => showFigures(figures, name, spec, sides);
  const chart: Chart = createChart(body, {
    x: { unit: axisOf(engine.kind).unit },
    y: { unit: spec.unit },
    rangeX: () => [0, until],
    syncKey: "run",
    series: (palette) => lines(palette, compared, theory !== undefined),
    onCursor: (index) => {
      if (index === null) figuresNow();
      else showPoint(figures, engine, spec, shown, index, compared);
    },
  });
  return {
    element: html(
      "section",
      { class: "card series", "data-series": name },
      html("div", { class: "series-head" }, html("h3", {}, spec.title), key(compared, theory !== undefined)),
      figures,
      body,
    ),
    update(frame) {
      sides = frame.sides;
      until = frame.until;
      shown = aligned(name, sides, theory);
      chart.setData(shown);
      const summary = figuresNow();
      body.setAttribute("role", "img");
      body.setAttribute("aria-label", `${spec.title}: ${summary}`);
    },
    restyle: () => chart.restyle(),
    destroy: () => chart.destroy(),
  };
}

/** Which line is which, where there is more than one. */
function key(compared: boolean, hasTheory: boolean): HTMLElement {
  const item = (line: string, text: string) => html("li", {}, html("span", { class: `line ${line}` }), text);
  return html(
    "ul",
    { class: "plot-key" },
    ...(compared ? [item("line-a", "A"), item("line-b", "B")] : []),
    ...(hasTheory ? [item("line-theory", compared ? "theory for A" : "theory")] : []),
  );
}

function lines(palette: Palette, compared: boolean, hasTheory: boolean): uPlot.Series[] {
  const line = (stroke: string): uPlot.Series => ({
    stroke,
    width: 1.5,
    points: { show: false },
    spanGaps: true,
  });
  return [
    line(palette.measured),
    ...(compared ? [line(palette.second)] : []),
    ...(hasTheory ? [{ ...line(palette.theory), width: 1, dash: [6, 4] }] : []),
  ];
}

/** All lines over one x, as the plot wants it. Theory is level: it spans whatever x there is. */
function aligned(name: string, sides: readonly Side[], theory: string | undefined): uPlot.AlignedData {
  const tables = sides.map((side) => table(side.series[name]));
  const joined = tables.length > 1 ? uPlot.join(tables) : (tables[0] ?? ([[], []] as uPlot.AlignedData));
  if (theory === undefined) return joined;
  const level = sides[0]?.theory[theory]?.value ?? null;
  return [...joined, Array.from(joined[0], () => level)] as uPlot.AlignedData;
}

function table(series: SeriesData | undefined): uPlot.AlignedData {
  if (series === undefined) return [[], []];
  return [Array.from(series.x), Array.from(series.y, (value) => (Number.isFinite(value) ? value : null))];
}

/** Of all observations, not of the points: these may be merged. Returns the same in words. */
function showFigures(figures: HTMLElement, name: string, spec: SeriesSpec, sides: readonly Side[]): string {
  const show = (value: number) => formatValue(value, spec.unit);
  const all = sides.map((side) => side.series[name]?.summary);
  if (all.length > 1) {
    return fill(
      figures,
      all.map((summary, index) => [sideName(index), show(summary?.last ?? Number.NaN)]),
    );
  }
  const [first] = all;
  if (first === undefined || first.count === 0) return fill(figures, []);
  return fill(figures, [
    ["now", show(first.last)],
    ["p50", show(first.p50)],
    ["p95", show(first.p95)],
    ["p99", show(first.p99)],
  ]);
}

function showPoint(
  figures: HTMLElement,
  engine: Engine,
  spec: SeriesSpec,
  data: uPlot.AlignedData,
  index: number,
  compared: boolean,
): void {
  const at = data[0][index];
  if (at === undefined) return;
  const value = (row: number) => formatValue(data[row]?.[index] ?? Number.NaN, spec.unit);
  fill(figures, [
    ["at", formatX(at, engine.kind)],
    [compared ? "A" : "value", value(1)],
    ...(compared ? [["B", value(2)] as const] : []),
  ]);
}

function fill(figures: HTMLElement, pairs: readonly (readonly [string, string])[]): string {
  figures.replaceChildren(
    ...pairs.map(([name, value]) =>
      html("div", {}, html("dt", {}, name), html("dd", { "data-readout": name }, value)),
    ),
  );
  return pairs.map(([name, value]) => `${name} ${value}`).join(", ");
}
