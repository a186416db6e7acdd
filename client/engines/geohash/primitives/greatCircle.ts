/** Distances on a sphere with the earth's mean radius: within 0.5 % of those on the ellipsoid (R. Sinnott, "Virtues of the haversine", Sky and
 *  Telescope 68(2), 1984). */
import { arcsine, cosine, RADIANS_PER_DEGREE, sine } from "../../kernel/trigonometry.ts";

/** Mean radius of the earth, metres (IUGG). */
export const EARTH_RADIUS_M = 6_371_008.8;

/** sin²(d/2) for the angle d between two positions in degrees: grows with the distance, and is cheap to compare. */
export function haversine(
  latitudeA: number,
  longitudeA: number,
  latitudeB: number,
  longitudeB: number,
): number {
  const north = sine(((latitudeB - latitudeA) / 2) * RADIANS_PER_DEGREE);
  const east = sine(((longitudeB - longitudeA) / 2) * RADIANS_PER_DEGREE);
  const shrunk = cosine(latitudeA * RADIANS_PER_DEGREE) * cosine(latitudeB * RADIANS_PER_DEGREE);
  return north * north + shrunk * east * east;
}

/** Metres between two positions in degrees. */
export function greatCircleM(
  latitudeA: number,
  longitudeA: number,
  latitudeB: number,
  longitudeB: number,
): number {
  const h = haversine(latitudeA, longitudeA, latitudeB, longitudeB);
  return 2 * EARTH_RADIUS_M * arcsine(Math.sqrt(Math.min(1, h)));
}

/** The haversine of a distance in metres. */
export function haversineOfM(distanceM: number): number {
  const half = sine(distanceM / (2 * EARTH_RADIUS_M));
  return half * half;
}
