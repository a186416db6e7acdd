/** Measured points with their confidence intervals, and theory's line through them. */
import uPlot from "uplot";
import type { NumberParam, Unit } from "../../../engines/kernel/engine.ts";
import { type Chart, createChart } from "../plots/chart.ts";
import type { Palette } from "../plots/palette.ts";
import type { SweepResult } from "../workerProtocol.ts";

const capPx = 4;

type Measured = NonNullable<SweepResult["metrics"][string]>;

export interface TheoryPoint {
  readonly value: number;
  readonly theory: number | undefined;
}

export interface SweepChart {
  readonly chart: Chart;
  /** `theory`: the closed form at as many values as make a smooth curve. */
  show(points: readonly SweepResult[], metric: string, theory: readonly TheoryPoint[]): void;
}

export function createSweepChart(container: HTMLElement, spec: NumberParam, unit: Unit): SweepChart {
  let points: readonly SweepResult[] = [];
  let metric = "";
  const chart = createChart(container, {
    x: { unit: spec.unit, label: spec.label },
    y: { unit },
    logarithmicX: spec.logarithmic === true && spec.min > 0,
    series: (palette) => [
      { stroke: palette.theory, width: 1, dash: [6, 4], points: { show: false }, spanGaps: true },
      {
        stroke: palette.measured,
        width: 0,
        paths: () => null,
        points: { show: true, size: 7, fill: palette.measured },
      },
      // The ends of the intervals are not drawn as series; they make the axis reach far enough.
      { show: true, stroke: "transparent", width: 0, paths: () => null, points: { show: false } },
      { show: true, stroke: "transparent", width: 0, paths: () => null, points: { show: false } },
    ],
    draw: (plot, palette) => drawIntervals(plot, palette, points, metric),
  });
  return {
    chart,
    show(next, nextMetric, theory) {
      points = next;
      metric = nextMetric;
      const column = (pick: (measured: Measured) => number) =>
        points.map(({ metrics }) => {
          const measured = metrics[metric];
          return measured === undefined ? null : finite(pick(measured));
        });
      const curve = theory.map((point) => finite(point.theory ?? Number.NaN));
      const measured: uPlot.AlignedData = [
        points.map(({ value }) => value),
        column(({ mean }) => mean),
        column(({ low }) => low),
        column(({ high }) => high),
      ];
      chart.setData(uPlot.join([[theory.map(({ value }) => value), curve], measured]));
    },
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function drawIntervals(plot: uPlot, palette: Palette, points: readonly SweepResult[], metric: string): void {
  const { ctx } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = palette.measured;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  for (const point of points) {
    const measured = point.metrics[metric];
    if (measured === undefined || !Number.isFinite(measured.low) || !Number.isFinite(measured.high)) continue;
    const x = plot.valToPos(point.value, "x", true);
    const low = plot.valToPos(measured.low, "y", true);
    const high = plot.valToPos(measured.high, "y", true);
    ctx.moveTo(x, low);
    ctx.lineTo(x, high);
    for (const y of [low, high]) {
      ctx.moveTo(x - capPx * ratio, y);
      ctx.lineTo(x + capPx * ratio, y);
    }
  }
  ctx.stroke();
  ctx.restore();
}
