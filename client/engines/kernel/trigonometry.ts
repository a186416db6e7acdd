/**
 * Sine, cosine and arcsine that give the same bits in every JavaScript engine, for the same reason as `math.ts`: only correctly rounded
 * operations. Meant for angles on a globe: absolute error below 4·10⁻¹⁶ for arguments up to some tens of radians (tested against `Math`).
 */

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: Math's constants may be approximations; an own literal has the same bits everywhere.
const HALF_PI = 1.5707963267948966;
/** π/2 in two parts: the first has trailing zero bits, so that small multiples of it are exact. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_LOW = 6.077100506506192e-11;
const TWO_OVER_PI = 0.6366197723675814;
// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: as above.

export const RADIANS_PER_DEGREE = 0.017453292519943295;

export function sine(x: number): number {
  const quadrant = Math.round(x * TWO_OVER_PI);
  const rest = x - quadrant * HALF_PI_HIGH - quadrant * HALF_PI_LOW;
  switch (quadrant & 3) {
    case 0:
      return sineSeries(rest);
    case 1:
      return cosineSeries(rest);
    case 2:
      return -sineSeries(rest);
    default:
      return -cosineSeries(rest);
  }
}

export function cosine(x: number): number {
  const quadrant = Math.round(x * TWO_OVER_PI);
  const rest = x - quadrant * HALF_PI_HIGH - quadrant * HALF_PI_LOW;
  switch (quadrant & 3) {
    case 0:
      return cosineSeries(rest);
    case 1:
      return -sineSeries(rest);
    case 2:
      return -cosineSeries(rest);
    default:
      return sineSeries(rest);
  }
}

/** In radians, from −π/2 to π/2; NaN outside −1 to 1. */
export function arcsine(x: number): number {
  if (!(x >= -1 && x <= 1)) return NaN;
  if (x < 0) return -arcsine(-x);
  // Near 1 the curve is steep: arcsin x = π/2 − 2·arcsin √((1 − x)/2).
  if (x > 0.7) return HALF_PI - 2 * arcsine(Math.sqrt((1 - x) / 2));
  // Newton's method on the sine; from x itself the error is at most 0.08, and squares with each step.
  let y = x;
  for (let i = 0; i < 4; i++) y += (x - sineSeries(y)) / cosineSeries(y);
  return y;
}

/** Taylor's series for |x| ≤ π/4, or up to 0.78 for the arcsine. */
function sineSeries(x: number): number {
  const z = x * x;
  const high = 1 / 6227020800 - z * (1 / 1307674368000 - z / 355687428096000);
  const low = 1 / 6 - z * (1 / 120 - z * (1 / 5040 - z * (1 / 362880 - z * (1 / 39916800 - z * high))));
  return x - x * z * low;
}

function cosineSeries(x: number): number {
  const z = x * x;
  const high = 1 / 479001600 - z * (1 / 87178291200 - z * (1 / 20922789888000 - z / 6402373705728000));
  return 1 - z * (1 / 2 - z * (1 / 24 - z * (1 / 720 - z * (1 / 40320 - z * (1 / 3628800 - z * high)))));
}
