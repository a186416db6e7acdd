/** The latest search on a map of cells, and what each way of searching found and read. */
import type { Scene, ScenePart, Tone } from "../kernel/scene.ts";
import { cellBounds, encodeGeohash, type GeohashBounds, parseGeohash } from "./primitives/geohash.ts";
import { haversine, haversineOfM } from "./primitives/greatCircle.ts";
import { cellSizeM, degreesOf, wrapLongitude } from "./region.ts";
import { cellsOf, METHODS, type State } from "./state.ts";

const REGIONS = 250;
const POINTS = 1000;
const TONES: readonly Tone[] = ["bad", "warn", "good"];

export function scene(state: State): Scene {
  const own = encodeGeohash(state.latitude, state.longitude, state.params.precision);
  const shares = METHODS.map((_, method) => (state.near === 0 ? 0 : state.found[method]! / state.near));
  return {
    parts: [
      map(state, own),
      methodBars("Found of what is near", "%", (method) => 100 * shares[method]!, 100),
      methodBars("Places read for each that is near", "", (method) =>
        state.near === 0 ? 0 : state.read[method]! / state.near,
      ),
      table(state),
    ],
    text:
      `The latest search starts in the cell ${own}: ${state.lastNear} places lie within ${Math.round(state.params.radius)} m. ` +
      `Its own cell has ${state.lastFound[0]} of them, with its neighbours ${state.lastFound[1]}, ` +
      `the cells that the circle meets ${state.lastFound[2]}.`,
  };
}

/** Metres from the lower left of what is shown. */
interface View {
  readonly width: number;
  readonly height: number;
  x(longitude: number): number;
  y(latitude: number): number;
}

/** Wide enough for the nine cells and for the circle. */
function viewOf(state: State): View {
  const { width, height } = cellSizeM(state.params);
  const [halfWidth, halfHeight] = [2.1 * width, 2.1 * height].map((half) =>
    Math.max(half, 1.2 * state.params.radius),
  );
  const metre = degreesOf(state.params, 1);
  return {
    width: 2 * halfWidth!,
    height: 2 * halfHeight!,
    x: (longitude) => halfWidth! + wrapLongitude(longitude - state.longitude) / metre.longitude,
    y: (latitude) => halfHeight! + (latitude - state.latitude) / metre.latitude,
  };
}

function map(state: State, own: string): ScenePart {
  const view = viewOf(state);
  const neighbours = new Set(cellsOf(state, 1));
  const covered = cellsOf(state, 2);
  const cells = [...new Set([...neighbours, ...covered])].slice(0, REGIONS);
  const isCovered = new Set(covered);
  const regions = cells.flatMap((cell) => {
    const tone: Tone = cell === own ? "accent" : isCovered.has(cell) ? "neutral" : "muted";
    return regionOf(view, cellBounds(parseGeohash(cell)), neighbours.has(cell) ? cell : undefined, tone);
  });
  return {
    kind: "plane",
    title: `Cells around ${own}, metres; the circle has a radius of ${Math.round(state.params.radius)} m`,
    width: view.width,
    height: view.height,
    regions,
    points: [...placesIn(state, view, own, neighbours), ...circle(view, state.params.radius)],
  };
}

/** The part of a cell that is in view, if any. */
function regionOf(
  view: View,
  { south, west, north, east }: GeohashBounds,
  label: string | undefined,
  tone: Tone,
) {
  const clampX = (x: number) => Math.min(Math.max(x, 0), view.width);
  const clampY = (y: number) => Math.min(Math.max(y, 0), view.height);
  const [left, right] = [view.x(west), view.x(west) + (view.x(east) - view.x(west))];
  const [x, y] = [clampX(left), clampY(view.y(south))];
  const [width, height] = [clampX(right) - x, clampY(view.y(north)) - y];
  return width > 0 && height > 0
    ? [{ x, y, width, height, tone, ...(label === undefined ? {} : { label }) }]
    : [];
}

function placesIn(state: State, view: View, own: string, neighbours: ReadonlySet<string>) {
  const points: { x: number; y: number; tone: Tone; label?: string }[] = [];
  const limit = haversineOfM(state.params.radius);
  state.index.latitudes.forEach((latitude, place) => {
    const longitude = state.index.longitudes[place]!;
    const [x, y] = [view.x(longitude), view.y(latitude)];
    const isShown = x >= 0 && x <= view.width && y >= 0 && y <= view.height && points.length < POINTS;
    if (!isShown) return;
    const isNear = haversine(state.latitude, state.longitude, latitude, longitude) <= limit;
    const cell = encodeGeohash(latitude, longitude, state.params.precision);
    const tone: Tone = !isNear ? "muted" : cell === own ? "good" : neighbours.has(cell) ? "warn" : "bad";
    points.push({ x, y, tone });
  });
  return [...points, { x: view.width / 2, y: view.height / 2, tone: "accent" as const, label: "you" }];
}

/** The rim, as points: the octagon and what lies between, by halving angles. */
function circle(view: View, radius: number) {
  let rim: (readonly [number, number])[] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ];
  for (let round = 0; round < 4; round++) {
    rim = rim.flatMap((from, i) => {
      const to = rim[(i + 1) % rim.length]!;
      const [x, y] = [from[0] + to[0], from[1] + to[1]];
      const length = Math.sqrt(x * x + y * y);
      return [from, [x / length, y / length] as const];
    });
  }
  return rim.map(([x, y]) => ({
    x: view.width / 2 + radius * x,
    y: view.height / 2 + radius * y,
    tone: "neutral" as const,
  }));
}

function methodBars(
  title: string,
  unit: string,
  measure: (method: number) => number,
  max?: number,
): ScenePart {
  return {
    kind: "bars",
    title,
    unit,
    ...(max === undefined ? {} : { max }),
    bars: METHODS.map((label, method) => ({ label, value: measure(method), tone: TONES[method]! })),
  };
}

function table(state: State): ScenePart {
  const per = (sum: number) =>
    state.searches === 0 ? "–" : `${Math.round((10 * sum) / state.searches) / 10}`;
  return {
    kind: "table",
    title: "A search on average",
    columns: ["way", "cells", "places read", "of them near"],
    rows: METHODS.map((name, method) => ({
      cells: [name, per(state.cells[method]!), per(state.read[method]!), per(state.found[method]!)],
      tone: TONES[method]!,
    })),
  };
}
