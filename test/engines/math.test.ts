/** kernel/math against `Math`, which is right within an ulp but not the same everywhere. */
import assert from "node:assert/strict";
import { exp, log, pow } from "../../client/engines/kernel/math.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";

const bits = new BigInt64Array(1);
const doubles = new Float64Array(bits.buffer);
const SPECIAL = [
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  Infinity,
  -Infinity,
  NaN,
  1e300,
  1e-300,
  5e-324,
  2 ** 53,
  2 ** 53 + 2,
];

/** Units in the last place between two doubles. */
function ulps(left: number, right: number): number {
  if (Object.is(left, right) || (Number.isNaN(left) && Number.isNaN(right))) return 0;
  doubles[0] = left;
  const leftBits = bits[0]!;
  doubles[0] = right;
  return Math.abs(Number(leftBits - bits[0]!));
}

function assertClose(
  ours: (...v: number[]) => number,
  theirs: (...v: number[]) => number,
  draw: (u: () => number) => number[],
) {
  const streams = new RandomStreams(7);
  for (let i = 0; i < 40_000; i++) {
    const values = draw(() => streams.next("values"));
    const off = ulps(ours(...values), theirs(...values));
    assert.ok(off <= 2, `${values}: ${ours(...values)} is ${off} ulp from ${theirs(...values)}`);
  }
}

describe("kernel math", () => {
  it("log within 2 ulp, near 1 and over the whole range", () => {
    assertClose(log, Math.log, (u) => [0.5 + u()]);
    assertClose(log, Math.log, (u) => [Math.exp((u() - 0.5) * 1400)]);
    assertClose(log, Math.log, (u) => [u() * 1e-310]);
  });

  it("exp within 2 ulp, subnormal results included", () => {
    assertClose(exp, Math.exp, (u) => [(u() - 0.5) * 1400]);
    assertClose(exp, Math.exp, (u) => [(u() - 0.5) * 2]);
    assertClose(exp, Math.exp, (u) => [-708 - u() * 38]);
  });

  it("pow within 2 ulp: Zipf weights, extremes, near 1, whole exponents", () => {
    assertClose(pow, Math.pow, (u) => [1 + Math.floor(u() * 1e6), -2 * u()]);
    assertClose(pow, Math.pow, (u) => {
      const base = Math.exp((u() - 0.5) * 200);
      return [base, ((u() - 0.5) * 1400) / Math.log(base)];
    });
    assertClose(pow, Math.pow, (u) => [1 + (u() - 0.5) * 1e-3, (u() - 0.5) * 1e6]);
    assertClose(pow, Math.pow, (u) => [(u() - 0.5) * 20, Math.floor(u() * 40 - 20)]);
  });

  it("treats special values as the standard does", () => {
    for (const x of SPECIAL) {
      assert.ok(ulps(log(x), Math.log(x)) <= 2, `log ${x}`);
      assert.ok(ulps(exp(x), Math.exp(x)) <= 2, `exp ${x}`);
      for (const y of SPECIAL) assert.ok(ulps(pow(x, y), x ** y) <= 2, `${x} ** ${y}: ${pow(x, y)}`);
    }
  });
});
