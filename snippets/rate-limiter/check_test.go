package ratelimiter

import (
	"math"
	"math/rand"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Behaviour of the inserted rate limiter: the envelope, the wait it names, its memory, its clock, goroutines.

type testClock struct{ now time.Time }

func (c *testClock) pass(d time.Duration) { c.now = c.now.Add(d) }

func limiterOf(t *testing.T, rate, burst float64, maxKeys int) (*RateLimiter, *testClock) {
	t.Helper()
	clock := &testClock{time.Unix(1000, 0)}
	limiter, err := NewRateLimiter(rate, burst, maxKeys, func() time.Time { return clock.now })
	if err != nil {
		t.Fatal(err)
	}
	return limiter, clock
}

func take(t *testing.T, l *RateLimiter, key string, cost float64) (bool, time.Duration) {
	t.Helper()
	allowed, retryAfter, err := l.Take(key, cost)
	if err != nil {
		t.Fatal(err)
	}
	return allowed, retryAfter
}

func TestEnvelope(t *testing.T) {
	limiter, clock := limiterOf(t, 10, 5, 100)
	random := rand.New(rand.NewSource(1))
	var passed []time.Time
	for i := 0; i < 4000; i++ {
		step := time.Duration(random.Intn(20)) * time.Millisecond
		if random.Intn(50) == 0 {
			step = 700 * time.Millisecond
		}
		clock.pass(step)
		if allowed, _ := take(t, limiter, "k", 1); allowed {
			passed = append(passed, clock.now)
		}
	}
	for first := range passed {
		for last := first; last < len(passed); last++ {
			seconds := passed[last].Sub(passed[first]).Seconds()
			if float64(last-first+1) > 5+10*seconds+1e-6 {
				t.Fatalf("%d passed in %v s", last-first+1, seconds)
			}
		}
	}
	if len(passed) <= 300 {
		t.Fatalf("what the rate allows does pass, got %d", len(passed))
	}
}

func TestGreedyCallerGetsTheWholeEnvelope(t *testing.T) {
	limiter, clock := limiterOf(t, 10, 5, 100)
	passed := 0
	for ms := 0; ms <= 10000; ms++ {
		if allowed, _ := take(t, limiter, "k", 1); allowed {
			passed++
		}
		clock.pass(time.Millisecond)
	}
	if passed < 104 || passed > 105 {
		t.Fatalf("%d of 105", passed)
	}
}

func TestTheWaitItNamesIsEnough(t *testing.T) {
	limiter, clock := limiterOf(t, 2, 1, 100)
	take(t, limiter, "k", 1)
	if allowed, wait := take(t, limiter, "k", 1); allowed || wait != 500*time.Millisecond {
		t.Fatal(allowed, wait)
	}
	clock.pass(250 * time.Millisecond)
	if allowed, wait := take(t, limiter, "k", 1); allowed || wait != 250*time.Millisecond {
		t.Fatal("a refusal postponed it", allowed, wait)
	}
	clock.pass(250 * time.Millisecond)
	if allowed, _ := take(t, limiter, "k", 1); !allowed {
		t.Fatal("the wait was not enough")
	}
}

func TestCostsAndKeys(t *testing.T) {
	limiter, _ := limiterOf(t, 1, 10, 100)
	take(t, limiter, "a", 8)
	if allowed, wait := take(t, limiter, "a", 4); allowed || wait != 2*time.Second {
		t.Fatal(allowed, wait)
	}
	if allowed, _ := take(t, limiter, "b", 10); !allowed {
		t.Fatal("keys share")
	}
	for _, bad := range []float64{11, 0, math.NaN()} {
		if _, _, err := limiter.Take("a", bad); err == nil {
			t.Fatal("no error for cost", bad)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	limiter, _ := limiterOf(t, 1, 1, 3)
	for _, key := range []string{"a", "b", "c", "a", "d"} {
		take(t, limiter, key, 1)
	}
	for _, key := range []string{"a", "c", "d"} {
		if allowed, _ := take(t, limiter, key, 1); allowed {
			t.Fatal(key, "was forgotten")
		}
	}
	if allowed, _ := take(t, limiter, "b", 1); !allowed {
		t.Fatal("b, the least recently used, is remembered")
	}
	if len(limiter.buckets) != 3 || limiter.recent.Len() != 3 {
		t.Fatal("more buckets than keys allowed", len(limiter.buckets), limiter.recent.Len())
	}
}

func TestAClockThatGoesBack(t *testing.T) {
	limiter, clock := limiterOf(t, 1, 1, 100)
	take(t, limiter, "k", 1)
	clock.pass(-10 * time.Second)
	if allowed, wait := take(t, limiter, "k", 1); allowed || wait != time.Second {
		t.Fatal(allowed, wait)
	}
	clock.pass(11 * time.Second)
	if allowed, _ := take(t, limiter, "k", 1); !allowed {
		t.Fatal("locked out")
	}
}

func TestGoroutinesTogetherGetTheBurst(t *testing.T) {
	limiter, _ := limiterOf(t, 1, 500, 100)
	var passed int64
	var group sync.WaitGroup
	for worker := 0; worker < 8; worker++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := 0; i < 250; i++ {
				if allowed, _, _ := limiter.Take("k", 1); allowed {
					atomic.AddInt64(&passed, 1)
				}
			}
		}()
	}
	group.Wait()
	if passed != 500 {
		t.Fatal(passed)
	}
}

func TestOptions(t *testing.T) {
	for _, bad := range [][3]float64{{0, 1, 1}, {math.NaN(), 1, 1}, {math.Inf(1), 1, 1}, {1, 0.5, 1}, {1, 1, 0}} {
		if _, err := NewRateLimiter(bad[0], bad[1], int(bad[2]), time.Now); err == nil {
			t.Fatal("accepted", bad)
		}
	}
}
