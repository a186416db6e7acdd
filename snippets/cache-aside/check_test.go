package cacheaside

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

// Behaviour of the inserted cache-aside: one load, what is cached and how long, a cache that fails, invalidation.

type entry = CacheEntry[string]

var (
	ctx           = context.Background()
	errCacheDown  = errors.New("cache down")
	errSourceDown = errors.New("source down")
)

// world is a source that can be changed, made to fail and held back, and the cache-aside over it.
type world struct {
	mu      sync.Mutex
	values  map[string]string
	loads   int
	fault   error
	panics  bool
	entered chan struct{}
	open    chan struct{}
	errs    []error
	now     time.Time
	cache   *CacheAside[string, string]
}

func newWorld(store CacheStore[string, string]) *world {
	w := &world{
		values:  map[string]string{"a": "A", "b": "B"},
		entered: make(chan struct{}, 1000),
		open:    make(chan struct{}),
		now:     time.Unix(1000, 0),
	}
	close(w.open)
	if store == nil {
		store = &MemoryStore[string, string]{MaxEntries: 100, Now: func() time.Time { return w.now }}
	}
	w.cache = &CacheAside[string, string]{
		Store:       store,
		Load:        w.load,
		LoadTimeout: 10 * time.Second,
		TTL:         10 * time.Second,
		NegativeTTL: time.Second,
		OnStoreError: func(err error) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.errs = append(w.errs, err)
		},
	}
	return w
}

func (w *world) load(ctx context.Context, key string) (entry, error) {
	w.mu.Lock()
	w.loads++
	value, found := w.values[key]
	open, fault, panics := w.open, w.fault, w.panics
	w.mu.Unlock()
	w.entered <- struct{}{}
	if panics {
		panic("out of order")
	}
	select {
	case <-open:
		return entry{value, found}, fault
	case <-ctx.Done():
		return entry{}, ctx.Err()
	}
}

func (w *world) hold() (release func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	open := make(chan struct{})
	w.open = open
	return func() { close(open) }
}

func (w *world) put(key, value string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.values[key] = value
}

func (w *world) wants(t *testing.T, key string, want entry, loads int) {
	t.Helper()
	got, err := w.cache.Get(ctx, key)
	if err != nil || got != want || w.loads != loads {
		t.Fatalf("got %v, %v after %d loads; want %v after %d", got, err, w.loads, want, loads)
	}
}

// spy notes lifetimes, fails on demand, and lets a test step in between.
type spy struct {
	CacheStore[string, string]
	lifetimes []time.Duration
	beforeSet func()
}

func (s *spy) Set(ctx context.Context, key string, e entry, ttl time.Duration) error {
	s.lifetimes = append(s.lifetimes, ttl)
	if before := s.beforeSet; before != nil {
		s.beforeSet = nil
		before()
	}
	return s.CacheStore.Set(ctx, key, e, ttl)
}

type broken struct{}

func (broken) Get(context.Context, string) (entry, bool, error) { return entry{}, false, errCacheDown }
func (broken) Set(context.Context, string, entry, time.Duration) error {
	return errCacheDown
}
func (broken) Delete(context.Context, string) error { return errCacheDown }

func TestConcurrentMissesShareOneLoad(t *testing.T) {
	w := newWorld(nil)
	release := w.hold()
	var group sync.WaitGroup
	for i := 0; i < 20; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			if got, err := w.cache.Get(ctx, "a"); err != nil || got.Value != "A" {
				t.Error(got, err)
			}
		}()
	}
	<-w.entered
	release()
	group.Wait()
	w.wants(t, "a", entry{"A", true}, 1)
	w.wants(t, "b", entry{"B", true}, 2)
}

func TestLifetimes(t *testing.T) {
	w := newWorld(nil)
	s := &spy{CacheStore: w.cache.Store}
	w.cache.Store = s
	for round := 1; round <= 50; round++ {
		w.wants(t, "a", entry{"A", true}, round)
		w.now = w.now.Add(8999 * time.Millisecond)
		w.wants(t, "a", entry{"A", true}, round)
		w.now = w.now.Add(1001 * time.Millisecond)
	}
	distinct := make(map[time.Duration]bool)
	for _, ttl := range s.lifetimes {
		distinct[ttl] = true
		if ttl < 9*time.Second || ttl > 10*time.Second {
			t.Fatal("lifetime", ttl)
		}
	}
	if len(distinct) <= 40 {
		t.Fatal("no jitter", len(distinct))
	}
}

func TestNothingIsCachedForItsOwnTime(t *testing.T) {
	w := newWorld(nil)
	w.wants(t, "new", entry{}, 1)
	w.put("new", "N")
	w.wants(t, "new", entry{}, 1)
	w.now = w.now.Add(time.Second)
	w.wants(t, "new", entry{"N", true}, 2)

	never := newWorld(nil)
	never.cache.NegativeTTL = 0
	never.wants(t, "new", entry{}, 1)
	never.wants(t, "new", entry{}, 2)
}

func TestAnErrorOfTheSourceIsNotCached(t *testing.T) {
	w := newWorld(nil)
	w.fault = errSourceDown
	if _, err := w.cache.Get(ctx, "a"); !errors.Is(err, errSourceDown) {
		t.Fatal(err)
	}
	w.fault, w.panics = nil, true
	if _, err := w.cache.Get(ctx, "a"); err == nil || !strings.Contains(err.Error(), "out of order") {
		t.Fatal("a panic becomes an error, got", err)
	}
	w.panics = false
	w.wants(t, "a", entry{"A", true}, 3)
	if len(w.errs) != 0 {
		t.Fatal("the cache is blamed", w.errs)
	}
}

func TestACacheThatFailsCostsLoadsNotAnswers(t *testing.T) {
	w := newWorld(broken{})
	w.wants(t, "a", entry{"A", true}, 1)
	w.wants(t, "a", entry{"A", true}, 2)
	if len(w.errs) != 6 {
		t.Fatal("two look-ups and a write, twice, got", len(w.errs))
	}
	if err := w.cache.Invalidate(ctx, "a"); !errors.Is(err, errCacheDown) {
		t.Fatal(err)
	}
}

func TestALoadFromBeforeAnInvalidationIsNotPutBack(t *testing.T) {
	w := newWorld(nil)
	release := w.hold()
	early := make(chan entry)
	go func() {
		got, _ := w.cache.Get(ctx, "a")
		early <- got
	}()
	<-w.entered
	w.put("a", "A2")
	if err := w.cache.Invalidate(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	release()
	if got := <-early; got.Value != "A" {
		t.Fatal("who asked before the write may see the value from before, got", got)
	}
	w.wants(t, "a", entry{"A2", true}, 2)
}

func TestAnInvalidationWhileTheCacheIsWrittenWins(t *testing.T) {
	w := newWorld(nil)
	w.cache.Store = &spy{CacheStore: w.cache.Store, beforeSet: func() {
		w.put("a", "A2")
		if err := w.cache.Invalidate(ctx, "a"); err != nil {
			t.Error(err)
		}
	}}
	w.wants(t, "a", entry{"A", true}, 1)
	w.wants(t, "a", entry{"A2", true}, 2)
}

func TestACallerThatGivesUpDoesNotFailTheOthers(t *testing.T) {
	w := newWorld(nil)
	release := w.hold()
	impatient, cancel := context.WithCancel(ctx)
	gaveUp := make(chan error)
	go func() {
		_, err := w.cache.Get(impatient, "a")
		gaveUp <- err
	}()
	<-w.entered
	patient := make(chan entry)
	go func() {
		got, _ := w.cache.Get(ctx, "a")
		patient <- got
	}()
	cancel()
	if err := <-gaveUp; !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	release()
	if got := <-patient; got.Value != "A" {
		t.Fatal(got)
	}
	if w.loads != 1 {
		t.Fatal("loads", w.loads)
	}
}

func TestALoadThatHangsEnds(t *testing.T) {
	w := newWorld(nil)
	w.cache.LoadTimeout = time.Millisecond
	release := w.hold()
	defer release()
	if _, err := w.cache.Get(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
}

func TestTheMemoryStoreIsBounded(t *testing.T) {
	now := time.Unix(1000, 0)
	store := &MemoryStore[string, string]{MaxEntries: 10, Now: func() time.Time { return now }}
	for i := 0; i < 100; i++ {
		key := fmt.Sprint(i)
		if err := store.Set(ctx, key, entry{key, true}, time.Second); err != nil {
			t.Fatal(err)
		}
		if got, hit, _ := store.Get(ctx, key); !hit || got.Value != key {
			t.Fatal("the newest was evicted")
		}
	}
	if len(store.entries) != 10 {
		t.Fatal("entries", len(store.entries))
	}
	now = now.Add(time.Second)
	if _, hit, _ := store.Get(ctx, "99"); hit {
		t.Fatal("expired, but a hit")
	}
}
