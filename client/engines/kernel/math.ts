/**
 * log, exp and pow that give the same bits in every JavaScript engine: the standard leaves those of `Math` to the
 * implementation, and `Math.pow` was measured to differ between two versions of Node. Here only correctly rounded
 * operations are used (+ − × ÷ on doubles, integer operations on their bits), so that the result is determined by
 * IEEE 754. Accuracy: within 2 units in the last place (tested). Series and range reduction are the textbook ones
 * (J.-M. Muller, Elementary Functions, 3rd ed. 2016); the double-double steps of `pow` are Dekker's (T. J. Dekker,
 * "A floating-point technique for extending the available precision", Numerische Mathematik 18, 1971).
 */

const doubles = new Float64Array(1);
// Low word first: as in `traceHash`, all platforms that run this are little-endian.
const words = new Uint32Array(doubles.buffer);

// ln 2 in two parts: the first has trailing zero bits, so that its product with an exponent is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: the standard lets Math's constants be approximations too.
const SQRT_HALF = 0.7071067811865476;
// biome-ignore lint/suspicious/noApproximativeNumericConstant: as above; an own literal has the same bits everywhere.
const LOG2_E = 1.4426950408889634;
const TWO_54 = 18014398509481984;

/** The exponent and fraction that `split` found: x = fraction · 2^exponent with fraction in [√½, √2). */
let exponent = 0;
let fraction = 0;

/** Takes a positive finite x apart. */
function split(x: number): void {
  let scale = 0;
  doubles[0] = x;
  if (words[1]! < 0x00100000) {
    doubles[0] = x * TWO_54;
    scale = 54;
  }
  const high = words[1]!;
  exponent = (high >>> 20) - 1022 - scale;
  words[1] = (high & 0x000fffff) | 0x3fe00000;
  fraction = doubles[0]!;
  if (fraction < SQRT_HALF) {
    fraction *= 2;
    exponent -= 1;
  }
}

/** s²/3 + s⁴/5 + s⁶/7 + …, the tail of artanh(s)/s − 1, for s² ≤ 0.0295; the rest is below 2^−58 of the sum. */
function artanhTail(s2: number): number {
  return s2 * (1 / 3 + s2 * fifthOn(s2));
}

/** 1/5 + s²/7 + s⁴/9 + … */
function fifthOn(z: number): number {
  const high = 1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23)))));
  return 1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * high)));
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  split(x);
  const f = fraction - 1;
  const s = f / (fraction + 1);
  // log(1+f) = 2 artanh(s) = f − s·(f − 2·tail): f is exact, so that only the small correction is rounded.
  const correction = s * (f - 2 * artanhTail(s * s));
  if (exponent === 0) return f - correction;
  return exponent * LN2_HIGH - (correction - exponent * LN2_LOW - f);
}

/** e to the x; 0 below −745.13, Infinity above 709.78. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  return expSum(x, 0);
}

/** e^(x + low) for a `low` far below x and x within the range of `exp`. */
function expSum(x: number, low: number): number {
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const rest = k * LN2_LOW - low;
  const r = high - rest;
  // What the subtraction lost; it matters as much as the last term of the series.
  const lost = high - r - rest;
  const series = expTail(r);
  return scaled(1 + (r + (series + lost + lost * r)), k);
}

/** r²/2! + r³/3! + … for |r| ≤ 0.347. */
function expTail(r: number): number {
  const far =
    1 / 40320 +
    r * (1 / 362880 + r * (1 / 3628800 + r * (1 / 39916800 + r * (1 / 479001600 + r / 6227020800))));
  return (
    r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040 + r * far))))))
  );
}

/** x · 2^k, in two steps where 2^k alone is no normal number. */
function scaled(x: number, k: number): number {
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(k - 1023);
  if (k < -1022) return x * powerOfTwo(k + 1022) * powerOfTwo(-1022);
  return x * powerOfTwo(k);
}

function powerOfTwo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return doubles[0]!;
}

/** x to the y, with the special cases of ECMAScript's `**`. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (y === 1) return x;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const magnitude = x < 0 ? -x : x;
  if (y === Infinity || y === -Infinity) {
    if (magnitude === 1) return NaN;
    return magnitude > 1 === y > 0 ? Infinity : 0;
  }
  const odd = isOdd(y);
  const negative = odd && (x < 0 || (x === 0 && 1 / x < 0));
  if (magnitude === 0 || magnitude === Infinity) {
    const size = (magnitude === 0) === y > 0 ? 0 : Infinity;
    return negative ? -size : size;
  }
  if (x < 0 && Math.floor(y) !== y) return NaN;
  const size = magnitude === 1 ? 1 : positivePow(magnitude, y);
  return negative ? -size : size;
}

function isOdd(y: number): boolean {
  const size = y < 0 ? -y : y;
  return size < 0x20000000000000 && size % 2 === 1;
}

// The low part of a double-double result: the caller reads it at once, and no object is made for it.
let lowPart = 0;

/** a·b; the rounding error goes to `lowPart` (Dekker's product with Veltkamp's splitting). */
function product(a: number, b: number): number {
  const p = a * b;
  const ca = 134217729 * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = 134217729 * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  lowPart = aHigh * bHigh - p + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return p;
}

/** a + b for |a| ≥ |b|; the rounding error goes to `lowPart`. */
function sum(a: number, b: number): number {
  const s = a + b;
  lowPart = b - (s - a);
  return s;
}

/** x^y = e^(y·log x) for x > 0: the logarithm needs about ten bits more than a double has, for y·log x magnifies its
 *  error up to 700 times. */
function positivePow(x: number, y: number): number {
  const logHigh = doubleLog(x);
  const logLow = lowPart;
  // Beyond this the result over- or underflows whatever the low parts say, and splitting y could overflow.
  const rough = y * logHigh;
  if (rough > 710) return Infinity;
  if (rough < -746) return 0;
  const high = product(y, logHigh);
  const low = lowPart + y * logLow;
  const total = sum(high, low);
  if (total > 709.782712893384) return Infinity;
  if (total < -745.1332191019412) return 0;
  return expSum(total, lowPart);
}

/** log x as a double-double: returns the high part and leaves the low one in `lowPart`. */
function doubleLog(x: number): number {
  split(x);
  const k = exponent;
  const f = fraction - 1;
  // s = f / (2 + f), with the divisor and the remainder of the division kept exactly.
  const divisor = sum(2, f);
  const divisorLow = lowPart;
  const s = f / divisor;
  const back = product(s, divisor);
  const sLow = (f - back - lowPart - s * divisorLow) / divisor;
  const z = product(s, s);
  const zLow = lowPart + 2 * s * sLow;
  // 2s·(1 + z/3 + z²·(1/5 + …)): the term z/3 is kept to double precision beyond the leading one.
  const third = z / 3;
  const thirdBack = product(third, 3);
  const thirdLow = (z - thirdBack - lowPart + zLow) / 3;
  const tail = sum(third, z * z * fifthOn(z));
  const tailLow = lowPart + thirdLow;
  const scaledTail = product(2 * s, tail);
  const scaledLow = lowPart + 2 * s * tailLow + 2 * sLow * tail;
  const near = sum(2 * s, scaledTail);
  const nearLow = lowPart + scaledLow + 2 * sLow;
  if (k === 0) return sum(near, nearLow);
  const whole = sum(k * LN2_HIGH, near);
  const wholeLow = lowPart + (k * LN2_LOW + nearLow);
  return sum(whole, wholeLow);
}
