"""Behaviour of the inserted rate limiter: the envelope, the wait it names, its memory, its clock, threads."""
import math
import random
import sys
from concurrent.futures import ThreadPoolExecutor

from pattern import RateLimiter

now = 0.0


def limiter_of(rate, burst, max_keys=100):
    return RateLimiter(rate, burst, max_keys, lambda: now)


def raises(action):
    try:
        action()
    except ValueError:
        return True
    return False


# Any span of t seconds lets through at most burst + rate * t, whatever the arrivals.
limiter = limiter_of(10, 5)
rng = random.Random(1)
passed = []
for _ in range(4000):
    now += 0.7 if rng.random() < 0.02 else rng.random() * 0.02
    if limiter.take("k").allowed:
        passed.append(now)
for first in range(len(passed)):
    for last in range(first, len(passed)):
        assert last - first + 1 <= 5 + 10 * (passed[last] - passed[first]) + 1e-6
assert len(passed) > 300, "what the rate allows does pass"

# A greedy caller gets the whole envelope: the burst, then the rate.
limiter = limiter_of(10, 5)
count = 0
for step in range(10_001):
    now = step / 1000
    count += limiter.take("k").allowed
assert 104 <= count <= 105, count

# The wait it names is enough, and refusals neither take tokens nor postpone it.
now = 0.0
limiter = limiter_of(2, 1)
assert limiter.take("k") == (True, 0.0)
assert limiter.take("k") == (False, 0.5)
now = 0.25
assert limiter.take("k") == (False, 0.25)
now = 0.5
assert limiter.take("k").allowed

# Costs, and keys that do not share.
limiter = limiter_of(1, 10)
assert limiter.take("a", 8).allowed
assert limiter.take("a", 4) == (False, 2.0)
assert limiter.take("b", 10).allowed
assert raises(lambda: limiter.take("a", 11)) and raises(lambda: limiter.take("a", 0))
assert raises(lambda: limiter.take("a", math.nan))

# Memory is bounded: the least recently used bucket is forgotten, no other.
limiter = limiter_of(1, 1, 3)
for key in "abcad":
    limiter.take(key)
assert not any(limiter.take(key).allowed for key in "acd")
assert limiter.take("b").allowed

# A clock that goes back neither refills nor locks out.
now = 10.0
limiter = limiter_of(1, 1)
limiter.take("k")
now = 0.0
assert limiter.take("k") == (False, 1.0)
now = 11.0
assert limiter.take("k").allowed

# Threads together get the burst and not one more, however often they are switched.
sys.setswitchinterval(1e-6)
limiter = limiter_of(1, 8000)
with ThreadPoolExecutor(8) as pool:
    takes = [pool.submit(lambda: sum(limiter.take("k").allowed for _ in range(2000))) for _ in range(8)]
    assert sum(taken.result() for taken in takes) == 8000

for bad in [(0, 1, 1), (math.nan, 1, 1), (math.inf, 1, 1), (1, 0.5, 1), (1, 1, 0)]:
    assert raises(lambda: limiter_of(*bad)), bad
assert RateLimiter(1, 1).take("k").allowed, "the defaults work"
