/**
 * Geohash (G. Niemeyer, geohash.org, 2008; the curve is that of G. Morton, IBM, 1966): latitude and longitude are halved in turn, longitude
 * first, and every five bits make a character.
 *
 * Cells are half-open: a coordinate on a border belongs to the cell above or to the right; only latitude 90 and longitude 180, above which there
 * is none, belong to the last. (Not all packages agree: some put borders into the lower cell.) Borders are multiples of 180/2^30 degrees and
 * exact in a double, so that no rounding puts a point into the wrong cell.
 */

const ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz";
/** Bits of each axis at the full precision of 12 characters. */
const AXIS_BITS = 30;
const AXIS_CELLS = 1 << AXIS_BITS;
const MAX_PRECISION = 12;

/** Two characters for five bits of longitude and five of latitude. */
const PAIRS = Array.from({ length: 1024 }, (_, index) => {
  let bits = 0;
  for (let i = 4; i >= 0; i--) bits = (bits << 2) | (((index >> (5 + i)) & 1) << 1) | ((index >> i) & 1);
  return ALPHABET[bits >> 5]! + ALPHABET[bits & 31]!;
});
/** By character code: its five bits, or −1. Capital letters are read as well. */
const DIGITS = new Int8Array(128).fill(-1);
for (let i = 0; i < 32; i++) {
  DIGITS[ALPHABET.charCodeAt(i)] = i;
  DIGITS[ALPHABET.toUpperCase().charCodeAt(i)] = i;
}

const AROUND = [
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-1, 0],
  [-1, 1],
] as const;

/** Degrees; a cell has its west and south borders and not its east and north ones. */
export interface GeohashBounds {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** A cell by number: columns from longitude −180, rows from latitude −90, as many as the precision makes. */
export interface GeohashCell {
  readonly column: number;
  readonly row: number;
  readonly precision: number;
}

/** The hash of the cell that a position lies in. Degrees; `precision` is the number of characters, from 1 to 12.
 *  @throws RangeError for a latitude beyond ±90, a longitude beyond ±180, or another precision. */
export function encodeGeohash(latitude: number, longitude: number, precision = 9): string {
  if (!(latitude >= -90 && latitude <= 90))
    throw new RangeError(`latitude must lie between -90 and 90, not ${latitude}`);
  if (!(longitude >= -180 && longitude <= 180))
    throw new RangeError(`longitude must lie between -180 and 180, not ${longitude}`);
  checkPrecision(precision);
  return written(axisIndex(longitude, 360), axisIndex(latitude, 180), precision);
}

/** @throws RangeError when it is no geohash of 1 to 12 characters. */
export function geohashBounds(hash: string): GeohashBounds {
  return cellBounds(parseGeohash(hash));
}

/** The middle of a hash's cell, and how far the position it stands for may be from it, in degrees. @throws RangeError as above. */
export function decodeGeohash(hash: string): {
  latitude: number;
  longitude: number;
  latitudeError: number;
  longitudeError: number;
} {
  const { south, west, north, east } = geohashBounds(hash);
  return {
    latitude: (south + north) / 2,
    longitude: (west + east) / 2,
    latitudeError: (north - south) / 2,
    longitudeError: (east - west) / 2,
  };
}

/** @throws RangeError as above. */
export function parseGeohash(hash: string): GeohashCell {
  const precision = hash.length;
  checkPrecision(precision);
  let column = 0;
  let row = 0;
  for (let i = 0; i < precision; i++) {
    const digit = DIGITS[hash.charCodeAt(i)] ?? -1;
    if (digit < 0)
      throw new RangeError(`${JSON.stringify(hash)} is no geohash: ${hash[i]} is not in its alphabet`);
    // Three bits of one axis and two of the other, in turn.
    const three = ((digit >> 2) & 4) | ((digit >> 1) & 2) | (digit & 1);
    const two = ((digit >> 2) & 2) | ((digit >> 1) & 1);
    const isEven = (i & 1) === 0;
    column = isEven ? (column << 3) | three : (column << 2) | two;
    row = isEven ? (row << 2) | two : (row << 3) | three;
  }
  return { column, row, precision };
}

/** @throws RangeError for a cell that does not exist. */
export function formatGeohash({ column, row, precision }: GeohashCell): string {
  checkPrecision(precision);
  const { columns, rows } = geohashGrid(precision);
  const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
  if (!isInside) throw new RangeError(`there is no cell ${column}, ${row} at precision ${precision}`);
  return written(column * (AXIS_CELLS / columns), row * (AXIS_CELLS / rows), precision);
}

/** How many cells there are around the world and from pole to pole. */
export function geohashGrid(precision: number): { columns: number; rows: number } {
  return { columns: 1 << ((5 * precision + 1) >> 1), rows: 1 << ((5 * precision) >> 1) };
}

export function cellBounds({ column, row, precision }: GeohashCell): GeohashBounds {
  const { columns, rows } = geohashGrid(precision);
  const [width, height] = [360 / columns, 180 / rows];
  return {
    south: row * height - 90,
    west: column * width - 180,
    north: (row + 1) * height - 90,
    east: (column + 1) * width - 180,
  };
}

/** The cell so many columns to the east and rows to the north. Around the world columns begin again; beyond a pole there is nothing.
 *  @throws RangeError when it is no geohash. */
export function adjacentGeohash(hash: string, east: number, north: number): string | undefined {
  const { column, row, precision } = parseGeohash(hash);
  const { columns, rows } = geohashGrid(precision);
  if (row + north < 0 || row + north >= rows) return undefined;
  return formatGeohash({
    column: (((column + east) % columns) + columns) % columns,
    row: row + north,
    precision,
  });
}

/** The cells around one: north, north-east and so on, clockwise; fewer at a pole. @throws RangeError when it is no geohash. */
export function geohashNeighbours(hash: string): string[] {
  const { column, row, precision } = parseGeohash(hash);
  const { columns, rows } = geohashGrid(precision);
  const found: string[] = [];
  for (const [east, north] of AROUND) {
    if (row + north < 0 || row + north >= rows) continue;
    const cell = { column: (column + east + columns) % columns, row: row + north, precision };
    found.push(formatGeohash(cell));
  }
  return found;
}

function checkPrecision(precision: number): void {
  if (!Number.isInteger(precision) || precision < 1 || precision > MAX_PRECISION)
    throw new RangeError(`a geohash has 1 to ${MAX_PRECISION} characters, not ${precision}`);
}

/** The cell of a coordinate on an axis of `range` degrees around 0, at full precision. */
function axisIndex(degrees: number, range: number): number {
  const half = range / 2;
  let index = Math.floor((degrees + half) * (AXIS_CELLS / range));
  if (index >= AXIS_CELLS) return AXIS_CELLS - 1;
  // The sum may have been rounded across a border; borders themselves are exact.
  if (degrees < index * (range / AXIS_CELLS) - half) index--;
  else if (degrees >= (index + 1) * (range / AXIS_CELLS) - half && index < AXIS_CELLS - 1) index++;
  return index;
}

/** From cell numbers at full precision. */
function written(column: number, row: number, precision: number): string {
  let hash = "";
  let shift = AXIS_BITS - 5;
  for (let left = precision; left > 0; left -= 2, shift -= 5) {
    const pair = PAIRS[(((column >> shift) & 31) << 5) | ((row >> shift) & 31)]!;
    hash += left > 1 ? pair : pair[0]!;
  }
  return hash;
}
