/** All series of a run, and the key to their lines. */
import type { Engine, SeriesSpec } from "../../../engines/kernel/engine.ts";
import { html } from "../dom.ts";
import type { Frame } from "../workerProtocol.ts";
import { onThemeChange } from "./palette.ts";
import { createSeriesPlot, type SeriesPlot } from "./seriesPlot.ts";

export interface SeriesPlots {
  readonly element: HTMLElement;
  update(frame: Frame): void;
}

export function createSeriesPlots(engine: Engine): SeriesPlots {
  const grid = html("div", { class: "plots" });
  const key = html("ul", { class: "plot-key" });
  let plots: SeriesPlot[] = [];
  let sideCount = 0;
  const build = (sides: number) => {
    sideCount = sides;
    for (const plot of plots) plot.destroy();
    const series = Object.entries(engine.series) as [string, SeriesSpec][];
    plots = series.map(([name, spec]) => createSeriesPlot(engine, name, spec, sides > 1));
    grid.replaceChildren(...plots.map((plot) => plot.element));
    key.replaceChildren(...keyItems(engine, sides));
    key.hidden = key.childElementCount === 0;
  };
  onThemeChange(() => {
    for (const plot of plots) plot.restyle();
  });
  return {
    element: html("div", { class: "plots-and-key" }, key, grid),
    update({ sides }) {
      if (sides.length !== sideCount) build(sides.length);
      for (const plot of plots) plot.update(sides);
    },
  };
}

function keyItems(engine: Engine, sides: number): HTMLElement[] {
  const item = (line: string, text: string) => html("li", {}, html("span", { class: `line ${line}` }), text);
  const names = Object.keys(engine.series);
  const withTheory = names.some((name) => engine.theory?.[name] !== undefined);
  return [
    ...(sides > 1
      ? [item("line-a", "A"), item("line-b", "B")]
      : withTheory
        ? [item("line-a", "measured")]
        : []),
    ...(withTheory ? [item("line-theory", "theory")] : []),
  ];
}
