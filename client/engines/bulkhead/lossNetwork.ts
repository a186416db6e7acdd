/**
 * Loss when several kinds of calls share places without a queue and each kind has a limit of its own: the numbers in progress are
 * independent Poisson variables, cut off where the limits are (product form; J. S. Kaufman, "Blocking in a shared resource
 * environment", IEEE Transactions on Communications 29(10), 1981). It holds for holding times of any distribution.
 */

/** Loss of the first kind and of any other one, for offered loads `first` and `other` of the `others` other kinds. */
export function sharedLoss(
  places: number,
  limit: number,
  first: number,
  other: number,
  others: number,
): { readonly first: number; readonly other: number } {
  const capped = Math.min(limit, places);
  const one = poisson(first, capped);
  const rest = poisson(other, capped);
  let withoutOther = one;
  for (let i = 1; i < others; i++) withoutOther = convolve(withoutOther, rest, places);
  const all = convolve(withoutOther, rest, places);
  let allOthers = rest;
  for (let i = 1; i < others; i++) allOthers = convolve(allOthers, rest, places);
  return {
    first: blocked(one, allOthers, all, places, capped),
    other: blocked(rest, withoutOther, all, places, capped),
  };
}

/** Probability that all places are taken, or all of this kind's limit. */
function blocked(
  own: Float64Array,
  rest: Float64Array,
  all: Float64Array,
  places: number,
  limit: number,
): number {
  const total = all.reduce((sum, p) => sum + p, 0);
  let lost = all[places] ?? 0;
  // At its limit while places are free.
  for (let k = 0; k < rest.length && k + limit < places; k++) lost += own[limit]! * rest[k]!;
  return lost / total;
}

/** Weights of 0 to `most` calls, scaled so that their sum is 1. */
function poisson(load: number, most: number): Float64Array {
  const weights = new Float64Array(most + 1);
  weights[0] = 1;
  let sum = 1;
  for (let k = 1; k <= most; k++) {
    weights[k] = (weights[k - 1]! * load) / k;
    sum += weights[k]!;
    if (sum > 1e200) {
      for (let j = 0; j <= k; j++) weights[j]! /= 1e200;
      sum /= 1e200;
    }
  }
  return weights.map((weight) => weight / sum);
}

function convolve(left: Float64Array, right: Float64Array, most: number): Float64Array {
  const result = new Float64Array(Math.min(most, left.length + right.length - 2) + 1);
  for (let i = 0; i < left.length; i++)
    for (let j = 0; j < right.length && i + j < result.length; j++) result[i + j]! += left[i]! * right[j]!;
  return result;
}
