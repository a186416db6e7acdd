/**
 * The cells of one precision that meet a box or a circle: what a search near a place must read. Exact: no cell is missing, and none is listed
 * that only the circle's bounding box meets.
 */
import { arcsine, cosine, RADIANS_PER_DEGREE, sine } from "../../kernel/trigonometry.ts";
import { cellBounds, formatGeohash, type GeohashBounds, type GeohashCell, geohashGrid } from "./geohash.ts";
import { EARTH_RADIUS_M, haversine, haversineOfM } from "./greatCircle.ts";

/** Cells at most, lest a large area at a high precision fill the memory. */
export const MAX_COVER_CELLS = 100_000;

/**
 * Row by row from the south-west. A box whose west lies east of its east crosses longitude 180.
 * @throws RangeError for a box that is none, or more than MAX_COVER_CELLS cells.
 */
export function coverBox({ south, west, north, east }: GeohashBounds, precision: number): string[] {
  return collect(south, north, west, west <= east ? east - west : east - west + 360, precision, () => true);
}

/**
 * The cells within `radiusM` metres of a position in degrees, borders included. Row by row from the south-west.
 * @throws RangeError for a position that is none, a radius that is not above 0 or reaches around the world, or more than MAX_COVER_CELLS cells.
 */
export function coverCircle(
  latitude: number,
  longitude: number,
  radiusM: number,
  precision: number,
): string[] {
  if (!(radiusM > 0 && radiusM < 1.5 * EARTH_RADIUS_M))
    throw new RangeError(`radiusM must lie between 0 and a quarter of the world's girth, not ${radiusM}`);
  // A hair more than the radius, for rounding must not lose a cell.
  const angle = (radiusM / EARTH_RADIUS_M) * (1 + 1e-9) + 1e-12;
  const reach = angle / RADIANS_PER_DEGREE;
  const [south, north] = [Math.max(-90, latitude - reach), Math.min(90, latitude + reach)];
  const isPolar = latitude + reach >= 90 || latitude - reach <= -90;
  const half = isPolar
    ? 180
    : arcsine(Math.min(1, sine(angle) / cosine(latitude * RADIANS_PER_DEGREE))) / RADIANS_PER_DEGREE;
  const limit = haversineOfM(angle * EARTH_RADIUS_M);
  return collect(
    south,
    north,
    longitude - half,
    2 * half,
    precision,
    (bounds) => nearest(latitude, longitude, bounds) <= limit,
  );
}

/** Haversine of the distance from a position to the nearest point of a cell; 0 inside. */
function nearest(latitude: number, longitude: number, { south, west, north, east }: GeohashBounds): number {
  const fromWest = wrapped(longitude - west);
  const isBetween = fromWest >= 0 && fromWest <= east - west;
  if (isBetween) return haversine(latitude, 0, Math.min(Math.max(latitude, south), north), 0);
  const away = Math.min(Math.abs(fromWest), Math.abs(wrapped(longitude - east)));
  const least = Math.min(haversine(latitude, 0, south, away), haversine(latitude, 0, north, away));
  // Where the perpendicular on the edge's meridian meets the edge, it is shorter than to either corner.
  const turned = cosine(away * RADIANS_PER_DEGREE);
  const rises = (at: number): number => {
    const [here, there] = [latitude * RADIANS_PER_DEGREE, at * RADIANS_PER_DEGREE];
    return sine(here) * cosine(there) - cosine(here) * turned * sine(there);
  };
  if (!(rises(south) > 0 && rises(north) < 0)) return least;
  const s = cosine(latitude * RADIANS_PER_DEGREE) * sine(away * RADIANS_PER_DEGREE);
  return Math.min(least, (s * s) / (2 * (1 + Math.sqrt(1 - s * s))));
}

/** Degrees of longitude to −180 up to 180. */
function wrapped(degrees: number): number {
  return degrees - 360 * Math.floor((degrees + 180) / 360);
}

function collect(
  south: number,
  north: number,
  west: number,
  width: number,
  precision: number,
  wants: (bounds: GeohashBounds) => boolean,
): string[] {
  if (!(south >= -90 && north <= 90 && south <= north && width >= 0 && width <= 360 && Math.abs(west) <= 720))
    throw new RangeError(`no box: south ${south}, north ${north}, west ${west}, ${width} degrees wide`);
  const { columns, rows } = geohashGrid(precision);
  const firstRow = Math.min(rows - 1, Math.floor(((south + 90) / 180) * rows));
  const lastRow = Math.min(rows - 1, Math.floor(((north + 90) / 180) * rows));
  const firstColumn = Math.floor(((west + 180) / 360) * columns);
  const lastColumn = Math.min(firstColumn + columns - 1, Math.floor(((west + width + 180) / 360) * columns));
  if ((lastRow - firstRow + 1) * (lastColumn - firstColumn + 1) > MAX_COVER_CELLS)
    throw new RangeError(`more than ${MAX_COVER_CELLS} cells of precision ${precision}`);
  const found: string[] = [];
  for (let row = firstRow; row <= lastRow; row++) {
    const at = (column: number): GeohashCell => ({
      column: ((column % columns) + columns) % columns,
      row,
      precision,
    });
    // In each row the cells that are wanted are a run: only its ends need looking for.
    let [from, to] = [firstColumn, lastColumn];
    while (from <= to && !wants(cellBounds(at(from)))) from++;
    while (to > from && !wants(cellBounds(at(to)))) to--;
    for (let column = from; column <= to; column++) found.push(formatGeohash(at(column)));
  }
  return found;
}
