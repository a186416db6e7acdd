"""Cache-aside with single flight. What is inserted stands between the two marks."""
import random
import threading
import time
from collections import OrderedDict
from concurrent.futures import Future
from typing import Any, Callable, Dict, Generic, Hashable, NamedTuple, Optional, Protocol, Tuple, TypeVar


# designwise:begin
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class CacheEntry(NamedTuple):
    value: Any  # None is the cached knowledge that there is nothing.


class CacheStore(Protocol):
    """The cache: in memory (below), or a Redis client behind these methods, with a timeout of some milliseconds."""

    def get(self, key: Any) -> Optional[CacheEntry]: ...

    def set(self, key: Any, entry: CacheEntry, ttl_seconds: float) -> None: ...

    def delete(self, key: Any) -> None: ...


class CacheAside(Generic[K, V]):
    """Reads through `load` on a miss. Callers (threads) that ask for the same key at the same time share one load."""

    def __init__(
        self,
        store: CacheStore,
        load: Callable[[K], Optional[V]],  # None when there is nothing. Its errors are never cached.
        ttl_seconds: float,
        negative_ttl_seconds: float,  # How long "there is nothing" is believed; 0 asks the source every time.
        on_store_error: Callable[[Exception], None],  # A cache that fails costs speed, not answers: count it here.
    ) -> None:
        self._store = store
        self._load = load
        self._ttl_seconds = ttl_seconds
        self._negative_ttl_seconds = negative_ttl_seconds
        self._on_store_error = on_store_error
        self._lock = threading.Lock()
        self._flights: Dict[K, "Future[Optional[V]]"] = {}

    def get(self, key: K) -> Optional[V]:
        mine: "Future[Optional[V]]" = Future()
        with self._lock:
            flight = self._flights.setdefault(key, mine)
        if flight is not mine:
            return flight.result()
        try:
            mine.set_result(self._fetch(key, mine))
        except BaseException as error:  # Whatever stops this thread, the waiting ones must hear of it.
            mine.set_exception(error)
        finally:
            with self._lock:
                if self._flights.get(key) is mine:
                    del self._flights[key]
        return mine.result()

    def invalidate(self, key: K) -> None:
        """Call it after each write to the source. Raises when the cache fails: the old value may live until its TTL."""
        with self._lock:
            # A load that began before the write must not put the old value back after the delete.
            self._flights.pop(key, None)
        self._store.delete(key)

    def _fetch(self, key: K, mine: "Future[Optional[V]]") -> Optional[V]:
        try:
            cached = self._store.get(key)
            if cached is not None:
                return cached.value
        except Exception as error:
            self._on_store_error(error)
        value = self._load(key)
        # Entries that were filled together must not expire together: take off up to a tenth at random.
        ttl_seconds = self._negative_ttl_seconds if value is None else self._ttl_seconds
        ttl_seconds *= 1 - 0.1 * random.random()
        try:
            if ttl_seconds > 0 and self._flights.get(key) is mine:
                self._store.set(key, CacheEntry(value), ttl_seconds)
            if self._flights.get(key) is not mine:  # The invalidation came while the cache was being written.
                self._store.delete(key)
        except Exception as error:
            self._on_store_error(error)
        return value


class MemoryStore:
    """At most `max_entries`; the least recently used goes first."""

    def __init__(self, max_entries: int = 10_000, now_seconds: Callable[[], float] = time.monotonic) -> None:
        self._max_entries = max_entries
        self._now_seconds = now_seconds
        self._lock = threading.Lock()
        self._entries: "OrderedDict[Any, Tuple[CacheEntry, float]]" = OrderedDict()

    def get(self, key: Any) -> Optional[CacheEntry]:
        with self._lock:
            entry, expires = self._entries.pop(key, (None, 0.0))
            if entry is None or expires <= self._now_seconds():
                return None
            self._entries[key] = (entry, expires)
            return entry

    def set(self, key: Any, entry: CacheEntry, ttl_seconds: float) -> None:
        with self._lock:
            self._entries[key] = (entry, self._now_seconds() + ttl_seconds)
            self._entries.move_to_end(key)
            if len(self._entries) > self._max_entries:
                self._entries.popitem(last=False)

    def delete(self, key: Any) -> None:
        with self._lock:
            self._entries.pop(key, None)
# designwise:end
