/** A plot in the theme's colours that fills its container, which the style sheet sizes: what time series and sweeps have in common. */
import uPlot from "uplot";
import type { Unit } from "../../../engines/kernel/engine.ts";
import { byteSteps, formatTicks, timeSteps } from "../format.ts";
import { type Palette, readPalette } from "./palette.ts";

export interface AxisText {
  readonly unit: Unit;
  /** Named under the axis, where it is not plain from the place. */
  readonly label?: string;
}

export interface ChartOptions {
  readonly x: AxisText;
  readonly y: AxisText;
  readonly logarithmicX?: boolean;
  /** The whole axis, when it is known before the data is. */
  readonly rangeX?: () => readonly [number, number];
  readonly series: (palette: Palette) => uPlot.Series[];
  /** Drawn over the lines: error bars. */
  readonly draw?: (plot: uPlot, palette: Palette) => void;
  /** The index under the pointer, or null when it has left. */
  readonly onCursor?: (index: number | null) => void;
  /** Charts with the same key show the pointer's x together. */
  readonly syncKey?: string;
}

export interface Chart {
  setData(data: uPlot.AlignedData): void;
  /** Reads the colours again. */
  restyle(): void;
  destroy(): void;
}

const charWidth = 6.2;

export function createChart(container: HTMLElement, options: ChartOptions): Chart {
  let plot: uPlot | undefined;
  let data: uPlot.AlignedData = [
    [],
    ...options.series(readPalette()).map(() => []),
  ] as unknown as uPlot.AlignedData;
  const size = () => ({
    width: Math.floor(container.clientWidth),
    height: Math.floor(container.clientHeight),
  });
  const build = () => {
    const { width, height } = size();
    if (width === 0 || height === 0) return;
    plot?.destroy();
    plot = new uPlot(plotOptions(options, width, height), data, container);
  };
  const resize = new ResizeObserver(() => {
    const { width, height } = size();
    if (plot === undefined) build();
    else if (width > 0 && height > 0 && (width !== plot.width || height !== plot.height))
      plot.setSize({ width, height });
  });
  resize.observe(container);
  return {
    setData(next) {
      data = next;
      if (plot === undefined) build();
      else plot.setData(next);
    },
    restyle: build,
    destroy() {
      resize.disconnect();
      plot?.destroy();
    },
  };
}

function plotOptions(options: ChartOptions, width: number, height: number): uPlot.Options {
  const palette = readPalette();
  const { onCursor, draw, syncKey } = options;
  return {
    width,
    height,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    scales: { x: scaleX(options), y: { range: rangeY } },
    axes: [axisX(options, palette), axisY(options, palette)],
    series: [{}, ...options.series(palette)],
    cursor: {
      y: false,
      drag: { x: false, y: false },
      ...(syncKey === undefined ? {} : { sync: { key: syncKey } }),
    },
    hooks: {
      ...(draw === undefined ? {} : { draw: [(plot: uPlot) => draw(plot, palette)] }),
      ...(onCursor === undefined ? {} : { setCursor: [(plot: uPlot) => onCursor(plot.cursor.idx ?? null)] }),
    },
  };
}

function scaleX({ logarithmicX, rangeX }: ChartOptions): uPlot.Scale {
  return {
    time: false,
    ...(logarithmicX ? { distr: 3 as const, log: 10 as const } : {}),
    ...(rangeX === undefined ? {} : { range: () => [...rangeX()] as uPlot.Range.MinMax }),
  };
}

/** From zero up where nothing is negative: a cut-off axis makes small changes look large. */
function rangeY(_plot: uPlot, min: number | null, max: number | null): uPlot.Range.MinMax {
  const low = Math.min(min ?? 0, 0);
  const high = Math.max(max ?? 0, low);
  if (high === low) return [low, low + 1];
  return [low * 1.08, high * 1.08];
}

function axisX({ x, logarithmicX }: ChartOptions, palette: Palette): uPlot.Axis {
  return {
    ...axisLook(palette),
    space: 64,
    size: x.label === undefined ? 26 : 40,
    ...(x.label === undefined ? {} : { label: x.label, labelSize: 16, labelGap: 0, labelFont: palette.font }),
    values: (_plot, splits) => labels(splits, x.unit),
    ...(logarithmicX ? {} : steps(x.unit)),
    ...(logarithmicX ? { filter: (plot: uPlot, splits: number[]) => logTicks(splits, plot.width) } : {}),
  };
}

function axisY({ y }: ChartOptions, palette: Palette): uPlot.Axis {
  return {
    ...axisLook(palette),
    space: 28,
    values: (_plot, splits) => labels(splits, y.unit),
    ...steps(y.unit),
    size: (_plot, values) =>
      Math.ceil(Math.max(3, ...(values ?? []).map((text) => text.length)) * charWidth + 14),
  };
}

/** Numbers of other units are round in tens, as the library has it. */
function steps(unit: Unit): Pick<uPlot.Axis, "incrs"> {
  if (unit === "ms") return { incrs: [...timeSteps] };
  return unit === "bytes" ? { incrs: [...byteSteps] } : {};
}

function axisLook(palette: Palette): uPlot.Axis {
  return {
    stroke: palette.text,
    font: palette.font,
    gap: 6,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { show: false },
  };
}

/** Labels at powers of ten, and at 2 and 5 times where there is room; all others would overlap. */
function logTicks(splits: number[], width: number): (number | null)[] {
  const decades = Math.log10((splits.at(-1) ?? 1) / (splits[0] ?? 1));
  const roomy = width / decades >= 120;
  return splits.map((value) => {
    const lead = Math.round(value / 10 ** Math.floor(Math.log10(value) + 1e-9));
    return lead === 1 || (roomy && (lead === 2 || lead === 5)) ? value : null;
  });
}

/** Ticks that a filter took out come as null. */
function labels(splits: readonly (number | null)[], unit: Unit): string[] {
  const shown = splits.filter((value) => value !== null);
  const texts = formatTicks(shown, unit);
  return splits.map((value) => (value === null ? "" : (texts[shown.indexOf(value)] ?? "")));
}
