/** State of the geohash engine: places in an ordered index, and searches near a position in three ways and by looking at all. */
import type { EngineContext } from "../kernel/engine.ts";
import { centreOf, type Params } from "./params.ts";
import { encodeGeohash, geohashNeighbours } from "./primitives/geohash.ts";
import { coverCircle } from "./primitives/geohashCover.ts";
import { GeohashIndex } from "./primitives/geohashIndex.ts";
import { haversine, haversineOfM } from "./primitives/greatCircle.ts";
import { degreesOf, regionOf, startArea, wrapLongitude } from "./region.ts";

export type Context = EngineContext<"ownRecall" | "neighbourRecall" | "coverRecall" | "read", "search">;

/** Own cell, with its eight neighbours, all cells that the circle meets. */
export const METHODS = ["own cell", "neighbours", "cover"] as const;
/** Places at most, however many are added by hand. */
const MAX_POINTS = 50_000;

export interface State {
  readonly params: Params;
  readonly index: GeohashIndex;
  searches: number;
  /** Places within the radius, over all searches. */
  near: number;
  /** By method: near places found, places read, cells read. */
  readonly found: Float64Array;
  readonly read: Float64Array;
  readonly cells: Float64Array;
  /** Searches in which one's own cell missed something. */
  incomplete: number;
  /** The latest search. */
  latitude: number;
  longitude: number;
  readonly lastFound: Uint32Array;
  lastNear: number;
}

export function createState(values: Params, ctx: Context): State {
  const state: State = {
    params: values,
    index: new GeohashIndex(),
    searches: 0,
    near: 0,
    found: new Float64Array(METHODS.length),
    read: new Float64Array(METHODS.length),
    cells: new Float64Array(METHODS.length),
    incomplete: 0,
    latitude: centreOf(values)[0],
    longitude: centreOf(values)[1],
    lastFound: new Uint32Array(METHODS.length),
    lastNear: 0,
  };
  const { south, west, north, east } = regionOf(values);
  for (let i = 0; i < values.points; i++) {
    const latitude = south + ctx.random("places") * (north - south);
    addPlace(state, latitude, west + ctx.random("places") * (east - west));
  }
  return state;
}

export function addPlace(state: State, latitude: number, longitude: number): void {
  if (state.index.size >= MAX_POINTS) return;
  state.index.insert(latitude, wrapLongitude(longitude));
}

/** Many places around one, as at a station: within a few hundred metres. */
export function addCluster(state: State, ctx: Context, count: number): void {
  const { south, west, north, east } = startArea(state.params);
  const [atLatitude, atLongitude] = [
    south + ctx.random("cluster") * (north - south),
    west + ctx.random("cluster") * (east - west),
  ];
  const reach = degreesOf(state.params, 600);
  for (let i = 0; i < count; i++) {
    // The mean of two uniform numbers crowds in the middle.
    const north2 = ctx.random("cluster") + ctx.random("cluster") - 1;
    const east2 = ctx.random("cluster") + ctx.random("cluster") - 1;
    addPlace(state, atLatitude + north2 * reach.latitude, atLongitude + east2 * reach.longitude);
  }
}

/** The places within the radius, by looking at all. */
export function nearByLooking(state: State): number[] {
  const { latitude, longitude, params } = state;
  const { latitudes, longitudes } = state.index;
  const reach = degreesOf(params, 1.05 * params.radius);
  const limit = haversineOfM(params.radius);
  const near: number[] = [];
  for (let i = 0; i < latitudes.length; i++) {
    if (Math.abs(latitudes[i]! - latitude) > reach.latitude) continue;
    if (Math.abs(wrapLongitude(longitudes[i]! - longitude)) > reach.longitude) continue;
    if (haversine(latitude, longitude, latitudes[i]!, longitudes[i]!) <= limit) near.push(i);
  }
  return near;
}

/** The cells that a method reads. */
export function cellsOf(state: State, method: number): string[] {
  const { latitude, longitude, params } = state;
  if (method === 2) return coverCircle(latitude, longitude, params.radius, params.precision);
  const own = encodeGeohash(latitude, longitude, params.precision);
  return method === 0 ? [own] : [own, ...geohashNeighbours(own)];
}

export function search(state: State, ctx: Context): void {
  const { south, west, north, east } = startArea(state.params);
  state.latitude = south + ctx.random("searches") * (north - south);
  state.longitude = wrapLongitude(west + ctx.random("searches") * (east - west));
  const near = nearByLooking(state);
  const isNear = new Set(near);
  const readBefore = state.read[1]!;
  for (let method = 0; method < METHODS.length; method++) {
    const candidates: number[] = [];
    const cells = cellsOf(state, method);
    for (const cell of cells) state.index.collect(cell, candidates);
    let found = 0;
    for (const place of candidates) if (isNear.has(place)) found++;
    state.lastFound[method] = found;
    state.found[method]! += found;
    state.read[method]! += candidates.length;
    state.cells[method]! += cells.length;
  }
  state.searches++;
  state.near += near.length;
  state.lastNear = near.length;
  if (state.lastFound[0]! < near.length) state.incomplete++;
  observe(state, ctx, state.read[1]! - readBefore);
}

function observe(state: State, ctx: Context, read: number): void {
  ctx.observe("read", read);
  if (state.lastNear === 0) return;
  ctx.observe("ownRecall", state.lastFound[0]! / state.lastNear);
  ctx.observe("neighbourRecall", state.lastFound[1]! / state.lastNear);
  ctx.observe("coverRecall", state.lastFound[2]! / state.lastNear);
}
