/* Cache-aside with single flight. What is inserted stands between the two marks. */
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

// designwise:begin
/** Reads through {@code load} on a miss. Threads that ask for the same key at the same time share one load. */
final class CacheAside<K, V> {
    /** A cached answer; an empty value is the cached knowledge that there is nothing. */
    record Entry<V>(Optional<V> value) {}

    /** The cache: in memory (below), or a Redis client behind these methods, with a timeout of some milliseconds. */
    interface Store<K, V> {
        Optional<Entry<V>> get(K key);

        void set(K key, Entry<V> entry, Duration ttl);

        void delete(K key);
    }

    /**
     * @param load reads the source of truth; its errors are never cached
     * @param negativeTtl how long "there is nothing" is believed; zero asks the source every time
     * @param onStoreError a cache that fails costs speed, not answers: count it here
     */
    record Options<K, V>(
            Store<K, V> store,
            Function<K, Optional<V>> load,
            Duration ttl,
            Duration negativeTtl,
            Consumer<RuntimeException> onStoreError) {}

    private final Options<K, V> options;
    private final ConcurrentMap<K, CompletableFuture<Optional<V>>> flights = new ConcurrentHashMap<>();

    CacheAside(Options<K, V> options) {
        this.options = options;
    }

    /** A load that fails throws a CompletionException with its cause, to everyone who waits for it. */
    Optional<V> get(K key) {
        CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<V>> running = flights.putIfAbsent(key, mine);
        if (running != null) return running.join();
        try {
            mine.complete(fetch(key, mine));
        } catch (Throwable error) { // Whatever stops this thread, the waiting ones must hear of it.
            mine.completeExceptionally(error);
        } finally {
            flights.remove(key, mine);
        }
        return mine.join();
    }

    /** Call it after each write to the source. Throws when the cache fails: the old value may live until its TTL. */
    void invalidate(K key) {
        // A load that began before the write must not put the old value back after the delete.
        flights.remove(key);
        options.store().delete(key);
    }

    private Optional<V> fetch(K key, CompletableFuture<Optional<V>> mine) {
        try {
            Optional<Entry<V>> cached = options.store().get(key);
            if (cached.isPresent()) return cached.get().value();
        } catch (RuntimeException error) {
            options.onStoreError().accept(error);
        }
        Optional<V> value = options.load().apply(key);
        // Entries that were filled together must not expire together: take off up to a tenth at random.
        long longest = (value.isPresent() ? options.ttl() : options.negativeTtl()).toNanos();
        long ttlNanos = longest - (long) (longest * 0.1 * ThreadLocalRandom.current().nextDouble());
        try {
            if (ttlNanos > 0 && flights.get(key) == mine) {
                options.store().set(key, new Entry<>(value), Duration.ofNanos(ttlNanos));
            }
            // The invalidation may also have come while the cache was being written.
            if (flights.get(key) != mine) options.store().delete(key);
        } catch (RuntimeException error) {
            options.onStoreError().accept(error);
        }
        return value;
    }

    /** At most {@code maxEntries}; the least recently used goes first. */
    static final class MemoryStore<K, V> implements Store<K, V> {
        private record Timed<V>(Entry<V> entry, long expiresNanos) {}

        private final LongSupplier nanoTime;
        private final Map<K, Timed<V>> entries;

        MemoryStore(int maxEntries, LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.entries = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<K, Timed<V>> eldest) {
                    return size() > maxEntries;
                }
            };
        }

        @Override
        public synchronized Optional<Entry<V>> get(K key) {
            Timed<V> found = entries.get(key);
            // Compared by difference: nanoTime may overflow.
            if (found == null || found.expiresNanos() - nanoTime.getAsLong() <= 0) return Optional.empty();
            return Optional.of(found.entry());
        }

        @Override
        public synchronized void set(K key, Entry<V> entry, Duration ttl) {
            entries.put(key, new Timed<>(entry, nanoTime.getAsLong() + ttl.toNanos()));
        }

        @Override
        public synchronized void delete(K key) {
            entries.remove(key);
        }
    }
}
// designwise:end
