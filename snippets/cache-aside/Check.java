import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Behaviour of the inserted cache-aside: one load, what is cached and how long, a cache that fails, invalidation. */
final class Check {
    private static volatile long nowMs = 0;

    public static void main(String[] args) throws Exception {
        oneLoad();
        lifetimes();
        nothing();
        sourceFails();
        cacheFails();
        invalidation();
        invalidationWhileWriting();
        bounded();
    }

    /** A source that can be changed, made to fail and held back, and the cache-aside over it. */
    private static final class World {
        final Map<String, String> source = new ConcurrentHashMap<>(Map.of("a", "A", "b", "B"));
        final AtomicInteger loads = new AtomicInteger();
        final List<RuntimeException> errors = new ArrayList<>();
        volatile RuntimeException fault;
        volatile CountDownLatch entered = new CountDownLatch(1);
        volatile CountDownLatch open = new CountDownLatch(0);
        final CacheAside<String, String> cache;

        World(CacheAside.Store<String, String> store, Duration negativeTtl) {
            cache = new CacheAside<>(
                    new CacheAside.Options<>(store, this::load, Duration.ofSeconds(10), negativeTtl, errors::add));
        }

        World() {
            this(memory(), Duration.ofSeconds(1));
        }

        private Optional<String> load(String key) {
            loads.incrementAndGet();
            Optional<String> value = Optional.ofNullable(source.get(key));
            entered.countDown();
            await(open);
            if (fault != null) throw fault;
            return value;
        }

        boolean gives(String key, String value) {
            return cache.get(key).equals(Optional.ofNullable(value));
        }

        /** Starts a load in another thread and returns when it stands in the source. */
        CompletableFuture<Optional<String>> startHeld(String key) {
            entered = new CountDownLatch(1);
            open = new CountDownLatch(1);
            CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    answer.complete(cache.get(key));
                } catch (Throwable error) {
                    answer.completeExceptionally(error);
                }
            });
            thread.setDaemon(true);
            thread.start();
            await(entered);
            return answer;
        }
    }

    /** Notes lifetimes, and lets a check step in between. */
    private static final class Spy implements CacheAside.Store<String, String> {
        final CacheAside.Store<String, String> memory = memory();
        final List<Duration> lifetimes = new ArrayList<>();
        Runnable beforeSet = () -> {};

        @Override
        public Optional<CacheAside.Entry<String>> get(String key) {
            return memory.get(key);
        }

        @Override
        public void set(String key, CacheAside.Entry<String> entry, Duration ttl) {
            lifetimes.add(ttl);
            beforeSet.run();
            memory.set(key, entry, ttl);
        }

        @Override
        public void delete(String key) {
            memory.delete(key);
        }
    }

    private static final class Broken implements CacheAside.Store<String, String> {
        @Override
        public Optional<CacheAside.Entry<String>> get(String key) {
            throw new IllegalStateException("cache down");
        }

        @Override
        public void set(String key, CacheAside.Entry<String> entry, Duration ttl) {
            throw new IllegalStateException("cache down");
        }

        @Override
        public void delete(String key) {
            throw new IllegalStateException("cache down");
        }
    }

    private static CacheAside.Store<String, String> memory() {
        return new CacheAside.MemoryStore<>(100, () -> nowMs * 1_000_000);
    }

    private static void oneLoad() throws Exception {
        World world = new World();
        CompletableFuture<Optional<String>> first = world.startHeld("a");
        AtomicInteger joined = new AtomicInteger();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                if (world.gives("a", "A")) joined.incrementAndGet();
            });
            others.add(thread);
            thread.start();
        }
        world.open.countDown();
        for (Thread thread : others) thread.join(10_000);
        check(first.get(10, TimeUnit.SECONDS).equals(Optional.of("A")) && joined.get() == 8, "all get the answer");
        check(world.loads.get() == 1, "one load: " + world.loads);
        check(world.gives("a", "A") && world.loads.get() == 1, "a hit does not load");
        check(world.gives("b", "B") && world.loads.get() == 2, "another key does");
    }

    private static void lifetimes() {
        Spy spy = new Spy();
        World world = new World(spy, Duration.ZERO);
        for (int round = 1; round <= 50; round++) {
            world.cache.get("a");
            nowMs += 8_999;
            world.cache.get("a");
            check(world.loads.get() == round, "fresh for nine tenths of its TTL");
            nowMs += 1_001;
        }
        for (Duration ttl : spy.lifetimes) check(ttl.toMillis() >= 9_000 && ttl.toMillis() <= 10_000, "lifetime " + ttl);
        check(new HashSet<>(spy.lifetimes).size() > 40, "jitter");
    }

    private static void nothing() {
        World world = new World();
        check(world.gives("new", null), "nothing there");
        world.source.put("new", "N");
        check(world.gives("new", null) && world.loads.get() == 1, "nothing is believed");
        nowMs += 1000;
        check(world.gives("new", "N"), "for its own time");
        World never = new World(memory(), Duration.ZERO);
        check(never.gives("new", null) && never.gives("new", null) && never.loads.get() == 2, "or not at all");
    }

    private static void sourceFails() {
        World world = new World();
        world.fault = new IllegalStateException("source down");
        try {
            world.cache.get("a");
            throw new AssertionError("no error");
        } catch (CompletionException error) {
            check(error.getCause() == world.fault, "carries the cause");
        }
        world.fault = null;
        check(world.gives("a", "A") && world.errors.isEmpty(), "an error is not cached");
    }

    private static void cacheFails() {
        World world = new World(new Broken(), Duration.ZERO);
        check(world.gives("a", "A") && world.gives("a", "A") && world.loads.get() == 2, "costs loads, not answers");
        check(world.errors.size() == 4, "each failure is reported");
        try {
            world.cache.invalidate("a");
            throw new AssertionError("no error");
        } catch (IllegalStateException expected) {
            check(expected.getMessage().equals("cache down"), "an invalidation that fails says so");
        }
    }

    private static void invalidation() throws Exception {
        World world = new World();
        world.cache.get("a");
        world.source.put("a", "A2");
        world.cache.invalidate("a");
        check(world.gives("a", "A2"), "the new value is read");
        world.cache.invalidate("a");
        CompletableFuture<Optional<String>> early = world.startHeld("a");
        world.source.put("a", "A3");
        world.cache.invalidate("a");
        world.open.countDown();
        check(early.get(10, TimeUnit.SECONDS).equals(Optional.of("A2")), "who asked before may see the old value");
        check(world.gives("a", "A3"), "the early load does not put it back");
    }

    private static void invalidationWhileWriting() {
        Spy spy = new Spy();
        World world = new World(spy, Duration.ZERO);
        spy.beforeSet = () -> {
            spy.beforeSet = () -> {};
            world.source.put("a", "A2");
            world.cache.invalidate("a");
        };
        check(world.gives("a", "A") && world.gives("a", "A2"), "the invalidation wins");
    }

    private static void bounded() {
        CacheAside.Store<String, String> store = new CacheAside.MemoryStore<>(2, () -> nowMs * 1_000_000);
        Duration ttl = Duration.ofSeconds(1);
        for (String key : List.of("a", "b")) store.set(key, new CacheAside.Entry<>(Optional.of(key)), ttl);
        store.get("a");
        store.set("c", new CacheAside.Entry<>(Optional.of("c")), ttl);
        check(store.get("b").isEmpty(), "the least recently used is forgotten");
        check(store.get("a").isPresent() && store.get("c").isPresent(), "the others are not");
        nowMs += 1000;
        check(store.get("a").isEmpty(), "expired");
    }

    private static void await(CountDownLatch latch) {
        try {
            check(latch.await(10, TimeUnit.SECONDS), "waited for too long");
        } catch (InterruptedException error) {
            throw new IllegalStateException(error);
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
