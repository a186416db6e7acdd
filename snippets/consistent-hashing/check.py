"""Behaviour of the inserted ring: what moves, how even, how weighted, and the same owners in every language."""
import math
from collections import Counter

from pattern import HashRing

keys = [f"key-{index}" for index in range(20_000)]


def ring_of(count):
    ring = HashRing(128)
    for node in range(count):
        ring.add(f"node-{node}")
    return ring


def owners_on(ring):
    return [ring.lookup(key) for key in keys]


def raises(action):
    try:
        action()
    except ValueError:
        return True
    return False


# The same owners as the checks of the other languages expect: a fleet may mix them.
ring = HashRing(64)
ring.add("a")
ring.add("b", 1.5)
ring.add("c", 2)
asked = [f"user:{index}" for index in range(40)] + ["ключ", "😀"]
assert "".join(ring.lookup(key) or "-" for key in asked) == "accabccacbbcbbbbcbacacbcccaabacacbbcbcaabb"
assert ring.owners("user:0", 3) == ["a", "c", "b"]

# Adding one of 11 nodes moves about 1/11 of the keys, all to the new node; removing it moves exactly those back.
ring = ring_of(10)
before = owners_on(ring)
ring.add("node-10")
after = owners_on(ring)
moved = [new for old, new in zip(before, after) if old != new]
assert set(moved) == {"node-10"}
assert 0.7 / 11 < len(moved) / len(keys) < 1.4 / 11, len(moved)
ring.remove("node-10")
assert owners_on(ring) == before

# The order of adding and repeated adding do not matter.
backwards = HashRing(128)
for node in reversed(range(10)):
    backwards.add(f"node-{node}")
backwards.add("node-3", 5)
backwards.add("node-3")
assert owners_on(backwards) == before

# Not even where two nodes have a point in common: these names were searched for.
for names in (["node-522789", "node-739192"], ["node-739192", "node-522789"]):
    ring = HashRing(1)
    for name in names:
        ring.add(name)
    assert set(owners_on(ring)) == {"node-522789"}

# Shares are even within the deviation of 128 virtual nodes, and follow the weights.
assert all(0.07 < count / len(keys) < 0.13 for count in Counter(before).values())
ring = ring_of(3)
ring.add("node-0", 2)
assert 0.42 < Counter(owners_on(ring))["node-0"] / len(keys) < 0.58

# Edges.
ring = HashRing()
assert ring.lookup("k") is None and ring.owners("k", 2) == []
ring.remove("nobody")
ring.add("only", 0.001)
assert ring.lookup("") == "only"
assert ring.owners("k", 5) == ["only"] and ring.owners("k", 0) == []
assert len(set(ring_of(5).owners("k", 3))) == 3
for bad in (0, -1, math.nan, math.inf):
    assert raises(lambda: ring.add("x", bad)), bad
assert raises(lambda: HashRing(0))
