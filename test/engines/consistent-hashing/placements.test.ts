/** Jump, rendezvous, Maglev and multi-probe placement: published vectors, definitions, and what each promises about movement and shares. */
import assert from "node:assert/strict";
import { JumpTable, jumpHash } from "../../../client/engines/consistent-hashing/primitives/jumpHash.ts";
import {
  MaglevTable,
  maglevSlots,
  primeFrom,
} from "../../../client/engines/consistent-hashing/primitives/maglevTable.ts";
import { MultiProbeRing } from "../../../client/engines/consistent-hashing/primitives/multiProbeRing.ts";
import { mixInteger, murmur3 } from "../../../client/engines/consistent-hashing/primitives/murmur3.ts";
import type { Placement } from "../../../client/engines/consistent-hashing/primitives/placement.ts";
import { RendezvousTable } from "../../../client/engines/consistent-hashing/primitives/rendezvousTable.ts";
import { probedDeviation } from "../../../client/engines/consistent-hashing/theory.ts";

const KEYS = Array.from({ length: 20_000 }, (_, i) => `user:${i * 31}`);

const all: Readonly<Record<string, () => Placement<string>>> = {
  jump: () => new JumpTable<string>(3),
  rendezvous: () => new RendezvousTable<string>(3),
  maglev: () => new MaglevTable<string>(10_007, 3),
  "multi-probe": () => new MultiProbeRing<string>(21, 3),
};

const filled = (create: () => Placement<string>, nodes: number): Placement<string> => {
  const placement = create();
  for (let i = 0; i < nodes; i++) placement.add(`node-${i}`);
  return placement;
};
const ownersOf = (placement: Placement<string>) => KEYS.map((key) => placement.ownerOf(key));

/** Deviation of the shares and the largest of them, over the mean. */
function sharesOf(placement: Placement<string>, asked = KEYS.length): { deviation: number; peak: number } {
  const counts = new Map(placement.nodes().map((node) => [node, 0]));
  for (const key of KEYS.slice(0, asked)) {
    const owner = placement.ownerOf(key)!;
    counts.set(owner, counts.get(owner)! + 1);
  }
  const mean = asked / placement.size;
  const squares = [...counts.values()].reduce((sum, count) => sum + (count / mean - 1) ** 2, 0);
  return { deviation: Math.sqrt(squares / placement.size), peak: Math.max(...counts.values()) / mean };
}

/** The paper's C++, with BigInt for its 64-bit integers. */
function jumpByDefinition(key: bigint, buckets: number): number {
  let state = key;
  let [bucket, next] = [-1, 0];
  while (next < buckets) {
    bucket = next;
    state = BigInt.asUintN(64, state * 2862933555777941757n + 1n);
    next = Math.floor((bucket + 1) * (2 ** 31 / (Number(state >> 33n) + 1)));
  }
  return bucket;
}

describe("consistent-hashing theory of probes", () => {
  it("is what rings show, for any number of probes", () => {
    for (const probes of [1, 2, 5, 21]) {
      let squares = 0;
      for (let seed = 0; seed < 20; seed++) {
        const ring = filled(() => new MultiProbeRing<string>(probes, seed), 30);
        squares += sharesOf(ring, 4000).deviation ** 2 / 20;
      }
      const theory = probedDeviation(30, probes, 4000);
      assert.ok(
        Math.abs(Math.sqrt(squares) / theory - 1) < 0.12,
        `${probes}: ${Math.sqrt(squares)}, ${theory}`,
      );
    }
  });
});

describe("consistent-hashing placements", () => {
  for (const [name, create] of Object.entries(all)) {
    it(`${name}: is empty without nodes, keeps its list, saves and restores`, () => {
      const placement = create();
      assert.equal(placement.ownerOf("x"), undefined);
      assert.ok(placement.add("a") && placement.add("b") && placement.add("c") && !placement.add("b"));
      assert.ok(placement.has("b") && placement.size === 3);
      const type = placement.constructor as unknown as { restore(saved: unknown): Placement<string> };
      const copy = type.restore((placement as unknown as { save(): unknown }).save());
      assert.deepEqual(ownersOf(copy), ownersOf(placement));
      assert.ok(copy.remove("b") && !copy.remove("b"));
      assert.deepEqual([placement.size, copy.size], [3, 2]);
      for (const owner of ownersOf(copy)) assert.ok(copy.has(owner!));
      assert.ok(copy.remove("a") && copy.remove("c"));
      assert.equal(copy.ownerOf("x"), undefined);
    });

    it(`${name}: shares are as even as they should be`, () => {
      const { deviation, peak } = sharesOf(filled(create, 20));
      // Keys that fall evenly scatter by √((n − 1)/K) = 3.1 %.
      const theory =
        name === "multi-probe" ? probedDeviation(20, 21, KEYS.length) : Math.sqrt(19 / KEYS.length);
      assert.ok(deviation < 1.6 * theory && deviation > 0.5 * theory, `${deviation}, ${theory}`);
      assert.ok(peak < 1.2, `${peak}`);
    });

    it(`${name}: a joining node takes about its share`, () => {
      const placement = filled(create, 9);
      const before = ownersOf(placement);
      placement.add("node-9");
      const after = ownersOf(placement);
      const moved = after.filter((owner, i) => owner !== before[i]).length / KEYS.length;
      assert.ok(moved > 0.08 && moved < (name === "maglev" ? 0.14 : 0.12), `${moved}`);
      const strays = after.filter((owner, i) => owner !== before[i] && owner !== "node-9").length;
      if (name === "maglev") assert.ok(strays > 0 && strays / KEYS.length < 0.04, `${strays}`);
      else assert.equal(strays, 0);
    });
  }

  for (const name of ["rendezvous", "maglev", "multi-probe"]) {
    it(`${name}: does not depend on the order of joining, nor on nodes that left`, () => {
      const [first, second] = [all[name]!(), all[name]!()];
      for (const node of ["a", "b", "c", "d"]) first.add(node);
      for (const node of ["d", "x", "b", "a", "y", "c"]) second.add(node);
      second.remove("x");
      second.remove("y");
      assert.deepEqual(ownersOf(first), ownersOf(second));
    });
  }

  it("jump: gives the published buckets, and those of the definition for any key", () => {
    const vectors: [number, number, number, number][] = [
      [0, 1, 1, 0],
      [0, 42, 57, 43],
      [0, 0xdead10cc, 1, 0],
      [0, 0xdead10cc, 666, 361],
      [0, 256, 1024, 520],
    ];
    for (const [high, low, buckets, bucket] of vectors) assert.equal(jumpHash(high, low, buckets), bucket);
    for (let i = 0; i < 5000; i++) {
      const [high, low] = [mixInteger(i), mixInteger(~i)];
      const buckets = 1 + (mixInteger(i * 7) % 5000);
      const key = (BigInt(high) << 32n) | BigInt(low);
      assert.equal(jumpHash(high, low, buckets), jumpByDefinition(key, buckets));
    }
    // Carries out of the low half.
    for (const low of [0, 0xffffffff, 0x80000000])
      assert.equal(jumpHash(low, low, 999), jumpByDefinition((BigInt(low) << 32n) | BigInt(low), 999));
  });

  it("jump: with each further bucket a key stays or goes to it", () => {
    for (let i = 0; i < 200; i++) {
      let before = 0;
      for (let buckets = 1; buckets <= 100; buckets++) {
        const bucket = jumpHash(mixInteger(i), i, buckets);
        assert.ok(bucket === before || bucket === buckets - 1);
        before = bucket;
      }
    }
  });

  it("jump: the last node takes over the bucket of one that leaves", () => {
    const table = filled(all.jump!, 5);
    const before = ownersOf(table);
    table.remove("node-1");
    ownersOf(table).forEach((owner, i) => {
      if (before[i] === "node-1") assert.equal(owner, "node-4");
      else if (before[i] !== "node-4") assert.equal(owner, before[i]);
    });
  });

  it("rendezvous: is the highest score by definition, and a leaver's keys go evenly to all others", () => {
    const table = filled(all.rendezvous!, 10);
    const score = (key: string, node: string) => mixInteger(murmur3(key, 3) ^ murmur3(node, 3));
    for (const key of KEYS.slice(0, 500)) {
      const best = [...table.nodes()].sort((left, right) => score(key, right) - score(key, left))[0];
      assert.equal(table.ownerOf(key), best);
    }
    const before = ownersOf(table);
    table.remove("node-3");
    const heirs = new Map<string, number>();
    ownersOf(table).forEach((owner, i) => {
      if (before[i] === "node-3") heirs.set(owner!, (heirs.get(owner!) ?? 0) + 1);
      else assert.equal(owner, before[i]);
    });
    for (const count of heirs.values()) assert.ok(Math.abs(count / (KEYS.length / 90) - 1) < 0.3, `${count}`);
  });

  it("rendezvous: shares are in proportion to weights, and a changed weight moves only what it must", () => {
    const weights = { small: 1, middle: 2, large: 5 };
    const table = new RendezvousTable<string>(1);
    for (const [node, weight] of Object.entries(weights)) table.add(node, weight);
    const counts: Record<string, number> = { small: 0, middle: 0, large: 0 };
    const before = KEYS.map((key) => table.ownerOf(key)!);
    for (const owner of before) counts[owner]!++;
    for (const [node, weight] of Object.entries(weights))
      assert.ok(Math.abs(counts[node]! / KEYS.length - weight / 8) < 0.012, `${node}: ${counts[node]}`);
    const heavier = RendezvousTable.restore({ ...table.save(), weights: [1, 3, 5] });
    KEYS.forEach((key, i) => {
      const owner = heavier.ownerOf(key);
      assert.ok(owner === before[i] || owner === "middle");
    });
    for (const bad of [0, -1, NaN, Infinity]) assert.throws(() => table.add("bad", bad), RangeError);
    // The wrong way that is often seen, hash times weight, gives the large node far more than its five eighths.
    const wrong = KEYS.filter((key) => {
      const scores = Object.entries(weights).map(
        ([node, weight]) => weight * mixInteger(murmur3(key) ^ murmur3(node)),
      );
      return Math.max(...scores) === scores[2];
    });
    assert.ok(wrong.length / KEYS.length > 0.7);
  });

  it("maglev: fills the table of the paper's example, with and without its second node", () => {
    // Table 1 of the paper: permutations 3 0 4 1 5 2 6, 0 2 4 6 1 3 5 and 3 4 5 6 0 1 2.
    assert.deepEqual([...maglevSlots([3, 0, 3], [4, 2, 1], 7)], [1, 0, 1, 0, 2, 2, 0]);
    assert.deepEqual([...maglevSlots([3, 3], [4, 1], 7)], [0, 0, 0, 0, 1, 1, 1]);
  });

  it("maglev: every slot is taken, and shares differ by one slot at most", () => {
    for (const [size, nodes] of [
      [7, 7],
      [101, 10],
      [10_007, 100],
    ] as const) {
      const table = new MaglevTable<number>(size, 9);
      for (let node = 0; node < nodes; node++) table.add(node);
      const counts = new Uint32Array(nodes);
      for (const place of table.slots) counts[place]!++;
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
      assert.equal(table.slots.length, size);
    }
    const small = new MaglevTable<number>(3);
    for (let node = 0; node < 3; node++) small.add(node);
    assert.throws(() => small.add(3), RangeError);
    for (const bad of [4, 1, 0, 65_536, 2.5, NaN]) assert.throws(() => new MaglevTable(bad), RangeError);
    assert.deepEqual([2, 4, 90, 2000, 65_536].map(primeFrom), [2, 5, 97, 2003, 65_537]);
  });

  it("maglev: a larger table disturbs less", () => {
    const strays = (size: number): number => {
      let sum = 0;
      for (let seed = 0; seed < 5; seed++) {
        const table = new MaglevTable<number>(size, seed);
        for (let node = 0; node < 20; node++) table.add(node);
        const before = [...table.slots].map((place) => table.nodes()[place]);
        table.remove(seed);
        sum +=
          [...table.slots].filter(
            (place, slot) => before[slot] !== seed && table.nodes()[place] !== before[slot],
          ).length /
          size /
          5;
      }
      return sum;
    };
    const [small, large] = [strays(211), strays(20_011)];
    assert.ok(large < small / 2 && large < 0.02, `${small}, ${large}`);
  });

  it("multi-probe: is the nearest point behind any probe by definition, and 21 probes keep the peak low", () => {
    const ring = filled(all["multi-probe"]!, 12);
    const places = ring.nodes().map((node) => murmur3(node, 3));
    for (const key of KEYS.slice(0, 300)) {
      const hash = murmur3(key, 3);
      let [nearest, owner] = [Infinity, ""];
      for (let i = 0; i < 21; i++) {
        const probe = mixInteger(hash + Math.imul(i, 0x9e3779b9));
        places.forEach((place, node) => {
          const distance = (place - probe) >>> 0;
          if (distance < nearest) [nearest, owner] = [distance, ring.nodes()[node]!];
        });
      }
      assert.equal(ring.ownerOf(key), owner);
    }
    const one = sharesOf(filled(() => new MultiProbeRing<string>(1, 3), 20)).peak;
    const many = sharesOf(filled(() => new MultiProbeRing<string>(21, 3), 20)).peak;
    assert.ok(one > 2 && many < 1.2, `${one}, ${many}`);
    for (const bad of [0, 1.5, NaN]) assert.throws(() => new MultiProbeRing(bad), RangeError);
  });
});
