"""Rate limiting with a token bucket a key. What is inserted stands between the two marks."""
import math
import threading
import time
from collections import OrderedDict
from typing import Callable, List, NamedTuple


# designwise:begin
class RateLimitDecision(NamedTuple):
    allowed: bool
    # 0 when allowed. Send it with the refusal (Retry-After), or clients retry at once.
    retry_after_seconds: float


class RateLimiter:
    """A token bucket per key: any t seconds let through at most burst + rate * t for each.

    It counts in this process only: n worker processes let through n times the rate.
    """

    def __init__(
        self,
        rate_per_second: float,
        burst: float,
        max_keys: int = 10_000,
        # Must be monotonic: a wall clock that is set back would lock everybody out.
        now_seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        if not 0 < rate_per_second < math.inf:
            raise ValueError("rate_per_second must be positive and finite")
        if burst < 1 or max_keys < 1:
            raise ValueError("burst and max_keys must be at least 1")
        self._rate = rate_per_second
        self._burst = burst
        self._max_keys = max_keys  # Bounds memory whatever keys callers send.
        self._now_seconds = now_seconds
        self._lock = threading.Lock()
        # [tokens, time of the last refill], least recently used first.
        self._buckets: "OrderedDict[str, List[float]]" = OrderedDict()

    def take(self, key: str, cost: float = 1) -> RateLimitDecision:
        """Takes `cost` tokens of the key's bucket, or none at all when it holds fewer."""
        if not 0 < cost <= self._burst:
            raise ValueError(f"cost must be above 0 and at most {self._burst}: a larger one never passes")
        with self._lock:
            bucket = self._bucket_of(key)
            if bucket[0] < cost:
                return RateLimitDecision(False, (cost - bucket[0]) / self._rate)
            bucket[0] -= cost
            return RateLimitDecision(True, 0.0)

    def _bucket_of(self, key: str) -> List[float]:
        now = self._now_seconds()
        bucket = self._buckets.setdefault(key, [self._burst, now])
        # Refilling on use needs no timer, and an idle key costs nothing.
        elapsed = max(0.0, now - bucket[1])
        bucket[0] = min(self._burst, bucket[0] + elapsed * self._rate)
        bucket[1] += elapsed
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._max_keys:
            # The longest unused bucket has refilled the most, so forgetting it (a full bucket) gives away the least.
            self._buckets.popitem(last=False)
        return bucket
# designwise:end
