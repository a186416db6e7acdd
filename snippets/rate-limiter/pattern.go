// Package ratelimiter limits rates with a token bucket a key. What is inserted stands between the two marks.
package ratelimiter

import (
	"container/list"
	"fmt"
	"math"
	"sync"
	"time"
)

// designwise:begin

// RateLimiter keeps a token bucket per key: any span t lets through at most burst + rate × t for each. It counts in
// this process only: n instances let through n times the rate.
type RateLimiter struct {
	mu            sync.Mutex
	ratePerSecond float64
	burst         float64
	maxKeys       int
	now           func() time.Time
	buckets       map[string]*list.Element
	recent        *list.List // of *tokenBucket, most recently used first
}

type tokenBucket struct {
	key      string
	tokens   float64
	refilled time.Time
}

// NewRateLimiter bounds memory to maxKeys buckets, whatever keys callers send. Pass time.Now, whose readings are
// monotonic; a test passes its own clock.
func NewRateLimiter(ratePerSecond, burst float64, maxKeys int, now func() time.Time) (*RateLimiter, error) {
	if !(ratePerSecond > 0) || math.IsInf(ratePerSecond, 1) || !(burst >= 1) || maxKeys < 1 {
		return nil, fmt.Errorf("rate limiter: want a finite rate > 0, burst and maxKeys >= 1, got %v, %v, %d",
			ratePerSecond, burst, maxKeys)
	}
	return &RateLimiter{
		ratePerSecond: ratePerSecond,
		burst:         burst,
		maxKeys:       maxKeys,
		now:           now,
		buckets:       make(map[string]*list.Element),
		recent:        list.New(),
	}, nil
}

// Take takes cost tokens of the key's bucket, or none at all when it holds fewer. Send retryAfter with the refusal
// (Retry-After), or clients retry at once. A cost above the burst could never pass and is an error.
func (l *RateLimiter) Take(key string, cost float64) (allowed bool, retryAfter time.Duration, err error) {
	if !(cost > 0 && cost <= l.burst) {
		return false, 0, fmt.Errorf("rate limiter: cost %v is not above 0 and at most %v", cost, l.burst)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	bucket := l.bucketOf(key)
	if bucket.tokens < cost {
		missing := (cost - bucket.tokens) / l.ratePerSecond
		return false, time.Duration(math.Ceil(missing * float64(time.Second))), nil
	}
	bucket.tokens -= cost
	return true, 0, nil
}

func (l *RateLimiter) bucketOf(key string) *tokenBucket {
	now := l.now()
	element, known := l.buckets[key]
	if !known {
		element = l.recent.PushFront(&tokenBucket{key: key, tokens: l.burst, refilled: now})
		l.buckets[key] = element
	}
	l.recent.MoveToFront(element)
	if len(l.buckets) > l.maxKeys {
		// The longest unused bucket has refilled the most, so forgetting it (a full bucket) gives away the least.
		delete(l.buckets, l.recent.Remove(l.recent.Back()).(*tokenBucket).key)
	}
	bucket := element.Value.(*tokenBucket)
	// Refilling on use needs no timer, and an idle key costs nothing.
	if elapsed := now.Sub(bucket.refilled); elapsed > 0 {
		bucket.tokens = math.Min(l.burst, bucket.tokens+elapsed.Seconds()*l.ratePerSecond)
		bucket.refilled = now
	}
	return bucket
}

// designwise:end
