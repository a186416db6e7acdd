/** Block diagrams against counting all states, the repair chain against binomials and machine repair, nines against the usual table. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  downtimePerYearS,
  ninesOfUnavailability,
  steadyAvailability,
} from "../../../client/engines/availability/primitives/nines.ts";
import {
  atLeast,
  blockAvailability,
  blockIsUp,
  inParallel,
  inSeries,
  type ReliabilityBlock,
  unitBlock,
} from "../../../client/engines/availability/primitives/reliabilityBlock.ts";
import {
  chainUnavailability,
  outageRate,
  repairChainDistribution,
} from "../../../client/engines/availability/primitives/repairChain.ts";

const near = (actual: number, expected: number, within = 1e-12): void =>
  assert.ok(
    Math.abs(actual - expected) <= within * Math.max(1e-300, Math.abs(expected)),
    `${actual}, ${expected}`,
  );

const UNITS = 6;

describe("reliability blocks", () => {
  it("are up with the probability that counting all states gives, shared units and all", () => {
    const { block } = fc.letrec<{ block: ReliabilityBlock }>((tie) => ({
      block: fc.oneof(
        { maxDepth: 3 },
        fc.nat(UNITS - 1).map(unitBlock),
        fc
          .tuple(fc.nat(3), fc.array(tie("block"), { minLength: 1, maxLength: 3 }))
          .map(([k, parts]) => atLeast(k, parts)),
      ),
    }));
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: UNITS,
      maxLength: UNITS,
    });
    fc.assert(
      fc.property(block, shares, (diagram, up) => {
        let sum = 0;
        for (let bits = 0; bits < 1 << UNITS; bits++) {
          if (!blockIsUp(diagram, (unit) => (bits & (1 << unit)) !== 0)) continue;
          sum += up.reduce((product, share, i) => product * ((bits & (1 << i)) !== 0 ? share : 1 - share), 1);
        }
        assert.ok(Math.abs(blockAvailability(diagram, (unit) => up[unit]!) - sum) < 1e-9);
      }),
      { seed: 1 },
    );
  });

  it("know series, parallel, and the bridge that neither can express", () => {
    const [a, b, c, d, e] = [0, 1, 2, 3, 4].map(unitBlock) as [
      ReliabilityBlock,
      ReliabilityBlock,
      ReliabilityBlock,
      ReliabilityBlock,
      ReliabilityBlock,
    ];
    near(
      blockAvailability(inSeries([a, b]), () => 0.9),
      0.81,
    );
    near(
      blockAvailability(inParallel([a, b]), () => 0.9),
      0.99,
    );
    const bridge = inParallel([inSeries([a, d]), inSeries([b, e]), inSeries([a, c, e]), inSeries([b, c, d])]);
    // 2p² + 2p³ − 5p⁴ + 2p⁵, as in any text on networks.
    const p = 0.9;
    near(
      blockAvailability(bridge, () => p),
      2 * p ** 2 + 2 * p ** 3 - 5 * p ** 4 + 2 * p ** 5,
    );
  });
});

describe("repair chain", () => {
  it("is binomial with a crew for each, and the machine repair model with one", () => {
    const [units, failureRate, repairRate] = [5, 0.1, 0.9];
    const up = steadyAvailability(10, 1 / 0.9);
    const free = repairChainDistribution({ units, failureRate, commonRate: 0, repairRate, crews: 5 });
    const choose = [1, 5, 10, 10, 5, 1];
    free.forEach((share, i) => {
      near(share, choose[i]! * up ** i * (1 - up) ** (5 - i), 1e-9);
    });
    // One crew: π(up) is proportional to (λ/μ)^down · n!/(n − down)!.
    const one = repairChainDistribution({ units, failureRate, commonRate: 0, repairRate, crews: 1 });
    const weights = [0, 1, 2, 3, 4, 5].map((down) => (1 / 9) ** down * [1, 5, 20, 60, 120, 120][down]!);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    one.forEach((share, i) => {
      near(share, weights[5 - i]! / total, 1e-9);
    });
  });

  it("knows one unit with a common cause, keeps its digits, and how often it goes down", () => {
    const chain = { units: 1, failureRate: 0.3, commonRate: 0.2, repairRate: 2, crews: 1 };
    const shares = repairChainDistribution(chain);
    near(chainUnavailability(shares, 1), 0.5 / 2.5);
    near(outageRate(chain, shares, 1), (0.5 * 2) / 2.5);
    const rare = { units: 12, failureRate: 1e-9, commonRate: 0, repairRate: 1, crews: 12 };
    near(chainUnavailability(repairChainDistribution(rare), 1) / 1e-108, 1, 1e-6);
    assert.equal(outageRate(rare, repairChainDistribution(rare), 13), 0);
    // Two in parallel: down (λ/(λ + μ))², 2λ·a·(1 − a) times.
    const pair = { units: 2, failureRate: 1, commonRate: 0, repairRate: 9, crews: 2 };
    const both = repairChainDistribution(pair);
    near(chainUnavailability(both, 1), 0.01);
    near(outageRate(pair, both, 1), 2 * 0.9 * 0.1);
  });
});

describe("nines", () => {
  it("are the usual table", () => {
    near(ninesOfUnavailability(0.001), 3, 1e-12);
    near(downtimePerYearS(0.001) / 3600, 8.766, 1e-3);
    near(downtimePerYearS(0.0001) / 60, 52.6, 1e-3);
    near(downtimePerYearS(0.00001) / 60, 5.26, 1e-3);
    assert.equal(steadyAvailability(Infinity, 5), 1);
    near(steadyAvailability(999, 1), 0.999);
  });
});
