"""Behaviour of the inserted cache-aside: one load, what is cached and how long, a cache that fails, invalidation."""
import threading
from concurrent.futures import ThreadPoolExecutor

from pattern import CacheAside, CacheEntry, MemoryStore

now = 0.0


class Source:
    """Can be changed, made to fail and held back."""

    def __init__(self):
        self.values = {"a": "A", "b": "B"}
        self.loads = 0
        self.fault = None
        self.entered = threading.Semaphore(0)
        self.open = threading.Event()
        self.open.set()
        self.lock = threading.Lock()

    def load(self, key):
        with self.lock:
            self.loads += 1
            value = self.values.get(key)
        self.entered.release()
        assert self.open.wait(10)
        if self.fault:
            raise self.fault
        return value


class Broken:
    def get(self, key):
        raise OSError("cache down")

    def set(self, key, entry, ttl_seconds):
        raise OSError("cache down")

    delete = get


class Spy(MemoryStore):
    """Notes lifetimes, and lets a test step in between."""

    def __init__(self):
        super().__init__(100, lambda: now)
        self.lifetimes = []
        self.before_set = lambda: None

    def set(self, key, entry, ttl_seconds):
        self.lifetimes.append(ttl_seconds)
        self.before_set()
        super().set(key, entry, ttl_seconds)


def set_up(store=None, negative_ttl=1.0):
    source, errors = Source(), []
    cache = CacheAside(store or Spy(), source.load, 10.0, negative_ttl, errors.append)
    return cache, source, errors


def raises(error, action):
    try:
        action()
    except error:
        return True
    return False


# Concurrent misses share one load; later calls hit; other keys do not wait.
cache, source, _ = set_up()
source.open.clear()
with ThreadPoolExecutor(9) as pool:
    waiting = [pool.submit(cache.get, "a") for _ in range(8)]
    assert source.entered.acquire(timeout=10)
    source.open.set()
    assert [answer.result(10) for answer in waiting] == ["A"] * 8
assert source.loads == 1
assert cache.get("a") == "A" and source.loads == 1
assert cache.get("b") == "B" and source.loads == 2

# An entry lives between nine tenths of the TTL and the TTL, and not all equally long.
spy = Spy()
cache, source, _ = set_up(spy)
for round_number in range(50):
    cache.get("a")
    now += 8.999
    cache.get("a")
    assert source.loads == round_number + 1, "fresh for nine tenths of its TTL"
    now += 1.002
assert all(9 < seconds <= 10 for seconds in spy.lifetimes)
assert len(set(spy.lifetimes)) > 40, "jitter"

# "There is nothing" is cached for its own time, or not at all.
cache, source, _ = set_up()
assert cache.get("new") is None
source.values["new"] = "N"
assert cache.get("new") is None and source.loads == 1
now += 1
assert cache.get("new") == "N"
cache, source, _ = set_up(negative_ttl=0)
assert cache.get("new") is None and cache.get("new") is None and source.loads == 2

# An error of the source reaches all who wait and is not cached.
cache, source, errors = set_up()
source.fault = KeyError("source down")
source.open.clear()
with ThreadPoolExecutor(4) as pool:
    waiting = [pool.submit(cache.get, "a") for _ in range(4)]
    assert source.entered.acquire(timeout=10)
    source.open.set()
    assert all(isinstance(answer.exception(10), KeyError) for answer in waiting)
source.fault = None
assert cache.get("a") == "A" and errors == []

# A cache that fails costs loads, not answers, and is reported; an invalidation that fails says so.
cache, source, errors = set_up(Broken())
assert cache.get("a") == "A" and cache.get("a") == "A" and source.loads == 2
assert len(errors) == 4 and all(isinstance(error, OSError) for error in errors)
assert raises(OSError, lambda: cache.invalidate("a"))

# After an invalidation the new value is read, and a load that began before it does not put the old one back.
cache, source, _ = set_up()
cache.get("a")
source.values["a"] = "A2"
cache.invalidate("a")
assert cache.get("a") == "A2"
cache.invalidate("a")
while source.entered.acquire(blocking=False):
    pass
source.open.clear()
with ThreadPoolExecutor(1) as pool:
    early = pool.submit(cache.get, "a")
    assert source.entered.acquire(timeout=10)
    source.values["a"] = "A3"
    cache.invalidate("a")
    source.open.set()
    assert early.result(10) == "A2", "who asked before the write may see the value from before"
assert cache.get("a") == "A3"

# An invalidation that comes while the cache is being written wins too.
spy = Spy()
cache, source, _ = set_up(spy)


def invalidate_once():
    spy.before_set = lambda: None
    source.values["a"] = "A2"
    cache.invalidate("a")


spy.before_set = invalidate_once
assert cache.get("a") == "A"
assert cache.get("a") == "A2"

# The memory store is bounded and forgets the least recently used.
store = MemoryStore(2, lambda: now)
for key in "ab":
    store.set(key, CacheEntry(key), 1)
store.get("a")
store.set("c", CacheEntry("c"), 1)
assert store.get("b") is None
assert store.get("a") == CacheEntry("a") and store.get("c") == CacheEntry("c")
now += 1
assert store.get("a") is None, "expired"
