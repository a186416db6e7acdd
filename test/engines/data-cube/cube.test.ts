/** Cuboids against naive aggregation, the lattice against its definition, and the greedy choice against the paper's example. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { coarserGroups, hierarchy } from "../../../client/engines/data-cube/primitives/cubeDimension.ts";
import { CubeLattice } from "../../../client/engines/data-cube/primitives/cubeLattice.ts";
import { Cuboid } from "../../../client/engines/data-cube/primitives/cuboid.ts";
import {
  answerCosts,
  greedyViews,
  type ViewCosts,
} from "../../../client/engines/data-cube/primitives/greedyViews.ts";

const dimensions = [
  hierarchy("product", ["product", "category"], [12, 3]),
  hierarchy("store", ["store", "region"], [5, 2]),
  hierarchy("day", ["day", "month", "year"], [24, 6, 2]),
];
const lattice = new CubeLattice(dimensions.map(({ levels }) => levels.length));

const facts = fc
  .array(fc.tuple(fc.nat(11), fc.nat(4), fc.nat(23), fc.integer({ min: -5, max: 100 })), { maxLength: 60 })
  .map((list) => ({
    list,
    columns: {
      members: [0, 1, 2].map((i) => Int32Array.from(list, (fact) => fact[i]!)),
      measure: Int32Array.from(list, (fact) => fact[3]),
      count: list.length,
    },
  }));

/** Sum and count by group names, the slow and obvious way. */
function naive(
  list: readonly (readonly number[])[],
  levels: readonly number[],
): Map<string, [number, number]> {
  const totals = new Map<string, [number, number]>();
  for (const fact of list) {
    const groups = levels.map((level, i) => dimensions[i]!.levels[level]!.groupOf[fact[i]!]!);
    const [sum, count] = totals.get(groups.join()) ?? [0, 0];
    totals.set(groups.join(), [sum + fact[3]!, count + 1]);
  }
  return totals;
}

function asMap(cuboid: Cuboid): Map<string, [number, number]> {
  return new Map(
    Array.from(cuboid.cells, (_, i) => [cuboid.groupsOf(i).join(), [cuboid.sums[i]!, cuboid.counts[i]!]]),
  );
}

const sorted = (map: Map<string, unknown>) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));

describe("cuboids", () => {
  it("are what naive aggregation gives, from the facts and from any finer cuboid", () => {
    const cuboid = fc.nat(lattice.count - 1);
    fc.assert(
      fc.property(facts, cuboid, cuboid, ({ list, columns }, one, other) => {
        const levels = lattice.levelsOf(one);
        const direct = Cuboid.ofFacts(dimensions, levels, columns);
        assert.deepEqual(sorted(asMap(direct)), sorted(naive(list, levels)));
        if (!lattice.answers(one, other)) return;
        const coarser = direct.rollUp(dimensions, lattice.levelsOf(other));
        assert.deepEqual(sorted(asMap(coarser)), sorted(naive(list, lattice.levelsOf(other))));
      }),
      { numRuns: 300 },
    );
  });

  it("slice and dice as filtering the facts does", () => {
    fc.assert(
      fc.property(
        facts,
        fc.nat(2),
        fc.nat(1),
        fc.nat(5),
        fc.nat(5),
        ({ list, columns }, category, region, from, to) => {
          const cuboid = Cuboid.ofFacts(dimensions, [1, 1, 1], columns);
          const kept = (wanted: (groups: number[]) => boolean) =>
            naive(
              list.filter((fact) =>
                wanted([0, 1, 2].map((i) => dimensions[i]!.levels[1]!.groupOf[fact[i]!]!)),
              ),
              [1, 1, 1],
            );
          assert.deepEqual(sorted(asMap(cuboid.slice(0, category))), sorted(kept(([c]) => c === category)));
          const bounds = [undefined, { from: region, to: region }, { from, to }];
          assert.deepEqual(
            sorted(asMap(cuboid.dice(bounds))),
            sorted(kept(([, r, m]) => r === region && m! >= from && m! <= to)),
          );
        },
      ),
    );
  });

  it("refuse to be drilled down from sums, and hierarchies in which a group has two parents", () => {
    const columns = { members: [0, 1, 2].map(() => Int32Array.of(0)), measure: Int32Array.of(1), count: 1 };
    const months = Cuboid.ofFacts(dimensions, [0, 0, 1], columns);
    assert.throws(() => months.rollUp(dimensions, [0, 0, 0]), RangeError);
    const weeks = { name: "week", size: 3, groupOf: Int32Array.of(0, 0, 1, 1) };
    const months2 = { name: "month", size: 2, groupOf: Int32Array.of(0, 1, 1, 1) };
    assert.throws(() => coarserGroups({ name: "day", levels: [weeks, months2] }, 0, 1), /lies in two/);
  });
});

describe("lattice of cuboids", () => {
  it("has 2^n cuboids, and Π(levels) with hierarchies: 4 × 3 × 3 = 36", () => {
    assert.equal(new CubeLattice([2, 2, 2, 2, 2]).count, 32);
    assert.equal(new CubeLattice([4, 3, 3]).count, 36);
    assert.throws(() => new CubeLattice([2, 0]), RangeError);
    assert.throws(() => new CubeLattice(new Array(17).fill(2)), RangeError);
  });

  it("numbers them uniquely, and roll-ups are what one step answers", () => {
    for (let one = 0; one < lattice.count; one++) {
      assert.equal(lattice.cuboidOf(lattice.levelsOf(one)), one);
      assert.ok(lattice.answers(0, one) && lattice.answers(one, lattice.count - 1));
      for (const coarser of lattice.rollUps(one)) assert.ok(lattice.answers(one, coarser) && coarser !== one);
      for (let other = 0; other < lattice.count; other++) {
        const finer = lattice.levelsOf(one).every((level, i) => level <= lattice.levelsOf(other)[i]!);
        assert.equal(lattice.answers(one, other), finer);
      }
    }
  });
});

/** Edges from a view to those computed from it; `answers` follows them. */
function views(rows: readonly number[], edges: Readonly<Record<number, readonly number[]>>): ViewCosts {
  const answers = (view: number, other: number): boolean =>
    view === other || (edges[view] ?? []).some((next) => answers(next, other));
  return { rows, answers };
}

describe("greedy choice of views", () => {
  it("takes b, f and d in the example of the paper, for 800 to 420", () => {
    const [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7];
    const example = views([100, 50, 75, 20, 30, 40, 1, 10], {
      [a]: [b, c],
      [b]: [d, e],
      [c]: [e, f],
      [d]: [g],
      [e]: [g, h],
      [f]: [h],
    });
    assert.deepEqual(greedyViews(example, a, 3), [
      { view: b, benefit: 250 },
      { view: f, benefit: 70 },
      { view: d, benefit: 60 },
    ]);
    const total = (stored: readonly number[]) =>
      answerCosts(example, stored).reduce((sum, cost) => sum + cost, 0);
    assert.equal(total([a]), 800);
    assert.equal(total([a, b, f, d]), 420);
  });

  it("saves at least 63 % of the best choice, found by trying all", () => {
    const small = new CubeLattice([3, 3]);
    const sizes = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 4 }), (rows, count) => {
        // The finest is the largest, as in every cube.
        rows[0] = 1001;
        const lot: ViewCosts = { rows, answers: (view, other) => small.answers(view, other) };
        const saved = (stored: readonly number[]) =>
          answerCosts(lot, [0, ...stored]).reduce((sum, cost) => sum + 1001 - cost, 0);
        let best = 0;
        const tryAll = (from: number, stored: number[]) => {
          best = Math.max(best, saved(stored));
          if (stored.length < count)
            for (let view = from; view < 9; view++) tryAll(view + 1, [...stored, view]);
        };
        tryAll(1, []);
        const greedy = greedyViews(lot, 0, count);
        const own = greedy.reduce((sum, { benefit }) => sum + benefit, 0);
        assert.equal(own, saved(greedy.map(({ view }) => view)));
        assert.ok(own >= (1 - 1 / Math.E) * best - 1e-9, `${own} of ${best}`);
      }),
      { numRuns: 100 },
    );
  });
});
