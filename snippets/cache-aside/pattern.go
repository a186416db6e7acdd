// Package cacheaside is cache-aside with single flight. What is inserted stands between the two marks.
package cacheaside

import (
	"context"
	"fmt"
	"math/rand"
	"sync"
	"time"
)

// designwise:begin

// CacheEntry is a cached answer; without Found it is the cached knowledge that there is nothing.
type CacheEntry[V any] struct {
	Value V
	Found bool
}

// CacheStore is the cache: in memory (below), or a Redis client with a timeout of some milliseconds.
type CacheStore[K comparable, V any] interface {
	Get(ctx context.Context, key K) (entry CacheEntry[V], hit bool, err error)
	Set(ctx context.Context, key K, entry CacheEntry[V], ttl time.Duration) error
	Delete(ctx context.Context, key K) error
}

// CacheAside reads through Load on a miss. Callers that miss the same key at the same time share one load.
// Set all exported fields before use and leave them alone afterwards.
type CacheAside[K comparable, V any] struct {
	Store        CacheStore[K, V]
	Load         func(ctx context.Context, key K) (CacheEntry[V], error) // its errors are never cached
	LoadTimeout  time.Duration
	TTL          time.Duration
	NegativeTTL  time.Duration // how long "there is nothing" is believed; 0 asks the source every time
	OnStoreError func(error)   // a cache that fails costs speed, not answers: count it here

	mu      sync.Mutex
	flights map[K]*cacheFlight[V]
}

type cacheFlight[V any] struct {
	done  chan struct{}
	entry CacheEntry[V]
	err   error
}

// Get returns the cached or loaded entry, or the error of the load, or of ctx when the caller gives up first.
func (c *CacheAside[K, V]) Get(ctx context.Context, key K) (CacheEntry[V], error) {
	if entry, hit := c.cached(ctx, key); hit {
		return entry, nil
	}
	flight := c.join(key)
	select {
	case <-flight.done:
		return flight.entry, flight.err
	case <-ctx.Done():
		return CacheEntry[V]{}, ctx.Err()
	}
}

// Invalidate is for after each write to the source. On an error the old value may live until its TTL.
func (c *CacheAside[K, V]) Invalidate(ctx context.Context, key K) error {
	c.mu.Lock()
	delete(c.flights, key) // a load that began before the write must not put the old value back after the delete
	c.mu.Unlock()
	return c.Store.Delete(ctx, key)
}

func (c *CacheAside[K, V]) cached(ctx context.Context, key K) (CacheEntry[V], bool) {
	entry, hit, err := c.Store.Get(ctx, key)
	if err != nil {
		c.OnStoreError(err)
	}
	return entry, hit && err == nil
}

func (c *CacheAside[K, V]) join(key K) *cacheFlight[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if flight, running := c.flights[key]; running {
		return flight
	}
	if c.flights == nil {
		c.flights = make(map[K]*cacheFlight[V])
	}
	flight := &cacheFlight[V]{done: make(chan struct{})}
	c.flights[key] = flight
	go c.fly(key, flight)
	return flight
}

func (c *CacheAside[K, V]) isCurrent(key K, flight *cacheFlight[V]) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.flights[key] == flight
}

func (c *CacheAside[K, V]) fly(key K, flight *cacheFlight[V]) {
	// Not the first caller's context: when that one gives up, the others still wait.
	ctx, cancel := context.WithTimeout(context.Background(), c.LoadTimeout)
	defer cancel()
	defer func() {
		if fault := recover(); fault != nil { // outside a request's goroutine a panic would end the process
			flight.err = fmt.Errorf("cache-aside: load panicked: %v", fault)
		}
		c.mu.Lock()
		if c.flights[key] == flight {
			delete(c.flights, key)
		}
		c.mu.Unlock()
		close(flight.done)
	}()
	// Looks again: the flight before this one may just have filled it.
	var hit bool
	if flight.entry, hit = c.cached(ctx, key); hit {
		return
	}
	if flight.entry, flight.err = c.Load(ctx, key); flight.err == nil {
		c.fill(ctx, key, flight)
	}
}

func (c *CacheAside[K, V]) fill(ctx context.Context, key K, flight *cacheFlight[V]) {
	ttl := c.TTL
	if !flight.entry.Found {
		ttl = c.NegativeTTL
	}
	// Entries that were filled together must not expire together: take off up to a tenth at random.
	ttl -= time.Duration(rand.Float64() * 0.1 * float64(ttl))
	var err error
	if ttl > 0 && c.isCurrent(key, flight) {
		err = c.Store.Set(ctx, key, flight.entry, ttl)
	}
	if !c.isCurrent(key, flight) { // the invalidation may also have come while the cache was being written
		err = c.Store.Delete(ctx, key)
	}
	if err != nil {
		c.OnStoreError(err)
	}
}

// MemoryStore holds at most MaxEntries. Now is time.Now, or a test's clock.
type MemoryStore[K comparable, V any] struct {
	MaxEntries int
	Now        func() time.Time

	mu      sync.Mutex
	entries map[K]timedEntry[V]
}

type timedEntry[V any] struct {
	entry   CacheEntry[V]
	expires time.Time
}

func (s *MemoryStore[K, V]) Get(_ context.Context, key K) (CacheEntry[V], bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, hit := s.entries[key]
	return found.entry, hit && s.Now().Before(found.expires), nil
}

func (s *MemoryStore[K, V]) Set(_ context.Context, key K, entry CacheEntry[V], ttl time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.entries == nil {
		s.entries = make(map[K]timedEntry[V])
	}
	s.entries[key] = timedEntry[V]{entry, s.Now().Add(ttl)}
	for other := range s.entries { // in random order: eviction at random is simple and close to LRU on skewed keys
		if len(s.entries) <= s.MaxEntries {
			break
		}
		if other != key {
			delete(s.entries, other)
		}
	}
	return nil
}

func (s *MemoryStore[K, V]) Delete(_ context.Context, key K) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.entries, key)
	return nil
}

// designwise:end
