"""A consistent-hashing ring with virtual nodes. What is inserted stands between the two marks."""
import math
import threading
from bisect import bisect_left
from typing import List, Optional, Tuple


# designwise:begin
class HashRing:
    """Says which node owns a key.

    Adding one of n nodes moves about 1/n of the keys, all of them to the new node; hash % n would move nearly all.
    The same nodes give the same owners in every process, whatever the order of adding (the built-in hash() does not:
    it is seeded per process).
    """

    def __init__(self, virtual_nodes: int = 128) -> None:
        """More virtual nodes even out the shares (they deviate by about 1/sqrt(virtual_nodes)) and cost memory."""
        if virtual_nodes < 1:
            raise ValueError("virtual_nodes must be at least 1")
        self._virtual_nodes = virtual_nodes
        self._lock = threading.Lock()
        # Sorted by hash, equal hashes by node, so that a collision does not depend on history. Replaced as a whole,
        # never changed: a lookup in another thread sees the old ring or the new one.
        self._points: List[Tuple[int, str]] = []

    def add(self, node: str, weight: float = 1.0) -> None:
        """Adds a node with a share in proportion to its weight; adding it again changes the weight."""
        if not 0 < weight < math.inf:
            raise ValueError("weight must be positive")
        count = max(1, math.floor(self._virtual_nodes * weight + 0.5))
        added = [(self._hash(f"{node}#{replica}"), node) for replica in range(count)]
        with self._lock:
            self._points = sorted([point for point in self._points if point[1] != node] + added)

    def remove(self, node: str) -> None:
        with self._lock:
            self._points = [point for point in self._points if point[1] != node]

    def lookup(self, key: str) -> Optional[str]:
        """The owner of a key; None while the ring has no node."""
        owners = self.owners(key, 1)
        return owners[0] if owners else None

    def owners(self, key: str, count: int) -> List[str]:
        """The first `count` distinct nodes from the key on around the ring: the owner, then where its replicas go."""
        points = self._points
        start = bisect_left(points, (self._hash(key), ""))
        owners: List[str] = []
        for step in range(len(points)):
            if len(owners) >= count:
                break
            node = points[(start + step) % len(points)][1]
            if node not in owners:
                owners.append(node)
        return owners

    @staticmethod
    def _hash(text: str) -> int:
        """FNV-1a over UTF-8, then MurmurHash3's finalizer: by FNV-1a alone, names that differ at the end lie close."""
        value = 0x811C9DC5
        for byte in text.encode("utf-8"):
            value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
        value = ((value ^ (value >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
        value = ((value ^ (value >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
        return value ^ (value >> 16)
# designwise:end
