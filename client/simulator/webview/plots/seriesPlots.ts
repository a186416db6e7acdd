/** All series of a run, one plot each. */
import type { Engine, SeriesSpec } from "../../../engines/kernel/engine.ts";
import { html } from "../dom.ts";
import type { Frame } from "../workerProtocol.ts";
import { onThemeChange } from "./palette.ts";
import { createSeriesPlot, type SeriesPlot } from "./seriesPlot.ts";

export interface SeriesPlots {
  readonly element: HTMLElement;
  update(frame: Frame): void;
  dispose(): void;
}

export function createSeriesPlots(engine: Engine): SeriesPlots {
  const grid = html("div", { class: "plots" });
  let plots: SeriesPlot[] = [];
  let sideCount = 0;
  const build = (sides: number) => {
    sideCount = sides;
    for (const plot of plots) plot.destroy();
    const series = Object.entries(engine.series) as [string, SeriesSpec][];
    plots = series.map(([name, spec]) => createSeriesPlot(engine, name, spec, sides > 1));
    grid.replaceChildren(...plots.map((plot) => plot.element));
  };
  const unwatch = onThemeChange(() => {
    for (const plot of plots) plot.restyle();
  });
  return {
    element: grid,
    update(frame) {
      if (frame.sides.length !== sideCount) build(frame.sides.length);
      for (const plot of plots) plot.update(frame);
    },
    dispose() {
      unwatch();
      for (const plot of plots) plot.destroy();
    },
  };
}
