/** The region in degrees, the size of a cell in it, and the rectangle from which searches start. */
import { cosine, RADIANS_PER_DEGREE } from "../kernel/trigonometry.ts";
import { centreOf, type Params, REGION_M } from "./params.ts";
import { geohashGrid } from "./primitives/geohash.ts";
import { EARTH_RADIUS_M } from "./primitives/greatCircle.ts";

const METRES_PER_DEGREE = EARTH_RADIUS_M * RADIANS_PER_DEGREE;

/** A rectangle in degrees; `west` may lie beyond −180 and `east` beyond 180. */
export interface Area {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Degrees that so many metres are at the region's middle. */
export function degreesOf(values: Params, metres: number): { latitude: number; longitude: number } {
  const latitude = metres / METRES_PER_DEGREE;
  return { latitude, longitude: latitude / cosine(centreOf(values)[0] * RADIANS_PER_DEGREE) };
}

/** Width and height of a cell at the region's middle. */
export function cellSizeM(values: Params): { width: number; height: number } {
  const { columns, rows } = geohashGrid(values.precision);
  const narrowed = cosine(centreOf(values)[0] * RADIANS_PER_DEGREE);
  return { width: (360 / columns) * METRES_PER_DEGREE * narrowed, height: (180 / rows) * METRES_PER_DEGREE };
}

export function regionOf(values: Params): Area {
  return around(values, REGION_M / 2, REGION_M / 2);
}

/**
 * Where searches start: far enough inside that neither the circle nor a neighbouring cell leaves the region, and made of whole cells, so that a start is as likely in every part of
 * a cell. `isWhole` is false where cells are too large for that.
 */
export function startArea(values: Params): Area & { readonly isWhole: boolean } {
  const { width: cellWidth, height: cellHeight } = cellSizeM(values);
  const half = REGION_M / 2 - 1.01 * values.radius;
  const inner = around(values, half, half);
  const nine = around(
    values,
    Math.min(half, REGION_M / 2 - 1.02 * cellWidth),
    Math.min(half, REGION_M / 2 - 1.02 * cellHeight),
  );
  const { columns, rows } = geohashGrid(values.precision);
  const [width, height] = [360 / columns, 180 / rows];
  const west = Math.ceil((nine.west + 180) / width) * width - 180;
  const east = Math.floor((nine.east + 180) / width) * width - 180;
  const south = Math.ceil((nine.south + 90) / height) * height - 90;
  const north = Math.floor((nine.north + 90) / height) * height - 90;
  const isWhole = east > west && north > south;
  return isWhole ? { south, west, north, east, isWhole } : { ...inner, isWhole };
}

/** Longitude to −180 up to 180. */
export function wrapLongitude(degrees: number): number {
  return degrees - 360 * Math.floor((degrees + 180) / 360);
}

function around(values: Params, halfWidthM: number, halfHeightM: number): Area {
  const [latitude, longitude] = centreOf(values);
  const east = degreesOf(values, halfWidthM).longitude;
  const north = degreesOf(values, halfHeightM).latitude;
  return { south: latitude - north, west: longitude - east, north: latitude + north, east: longitude + east };
}
