/** Behaviour of the inserted ring: what moves, how even, how weighted, and the same owners in every language. */
import assert from "node:assert/strict";
import { HashRing } from "./pattern.ts";

const keys = Array.from({ length: 20_000 }, (_, index) => `key-${index}`);
const ringOf = (count: number) => {
  const ring = new HashRing(128);
  for (let node = 0; node < count; node++) ring.add(`node-${node}`);
  return ring;
};
const ownersOn = (ring: HashRing) => keys.map((key) => ring.lookup(key));
const sharesOf = (ring: HashRing) => {
  const shares = new Map<string | undefined, number>();
  for (const owner of ownersOn(ring)) shares.set(owner, (shares.get(owner) ?? 0) + 1 / keys.length);
  return shares;
};

// The same owners as the checks of the other languages expect: a fleet may mix them.
{
  const ring = new HashRing(64);
  ring.add("a");
  ring.add("b", 1.5);
  ring.add("c", 2);
  const asked = [...Array.from({ length: 40 }, (_, index) => `user:${index}`), "ключ", "😀"];
  const owners = asked.map((key) => ring.lookup(key)).join("");
  assert.equal(owners, "accabccacbbcbbbbcbacacbcccaabacacbbcbcaabb");
  assert.deepEqual(ring.owners("user:0", 3), ["a", "c", "b"]);
}

// Adding one of 11 nodes moves about 1/11 of the keys, all to the new node; removing it moves exactly those back.
{
  const ring = ringOf(10);
  const before = ownersOn(ring);
  ring.add("node-10");
  const after = ownersOn(ring);
  const moved = keys.filter((_, index) => before[index] !== after[index]).length / keys.length;
  after.forEach((owner, index) => assert.ok(owner === before[index] || owner === "node-10"));
  assert.ok(moved > 0.7 / 11 && moved < 1.4 / 11, `moved ${moved}`);
  ring.remove("node-10");
  assert.deepEqual(ownersOn(ring), before);
}

// The order of adding and repeated adding do not matter.
{
  const backwards = new HashRing(128);
  for (let node = 9; node >= 0; node--) backwards.add(`node-${node}`);
  backwards.add("node-3", 5);
  backwards.add("node-3");
  assert.deepEqual(ownersOn(backwards), ownersOn(ringOf(10)));
}

// Not even where two nodes have a point in common: these names were searched for.
{
  const [one, other] = ["node-522789", "node-739192"] as const;
  const ringIn = (...nodes: string[]) => {
    const ring = new HashRing(1);
    for (const node of nodes) ring.add(node);
    return ring;
  };
  assert.deepEqual(new Set(ownersOn(ringIn(one, other))), new Set([one]));
  assert.deepEqual(new Set(ownersOn(ringIn(other, one))), new Set([one]));
}

// Shares are even within the deviation of 128 virtual nodes, and follow the weights.
for (const share of sharesOf(ringOf(10)).values()) assert.ok(share > 0.07 && share < 0.13, `share ${share}`);
{
  const ring = ringOf(3);
  ring.add("node-0", 2);
  const share = sharesOf(ring).get("node-0") ?? 0;
  assert.ok(share > 0.42 && share < 0.58, `two of four parts: ${share}`);
}

// Edges.
{
  const ring = new HashRing();
  assert.equal(ring.lookup("k"), undefined);
  assert.deepEqual(ring.owners("k", 2), []);
  ring.remove("nobody");
  ring.add("only", 0.001);
  assert.equal(ring.lookup(""), "only");
  assert.deepEqual(ring.owners("k", 5), ["only"]);
  assert.deepEqual(ring.owners("k", 0), []);
  const distinct = ringOf(5).owners("k", 3);
  assert.equal(new Set(distinct).size, 3);
  for (const bad of [0, -1, Number.NaN, Infinity]) assert.throws(() => ring.add("x", bad), RangeError);
  assert.throws(() => new HashRing(0), RangeError);
}
