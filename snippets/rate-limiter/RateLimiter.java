/* Rate limiting with a token bucket a key. What is inserted stands between the two marks. */
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

// designwise:begin
/**
 * A token bucket per key: any t seconds let through at most burst + rate × t for each. It counts in this process only:
 * n instances let through n times the rate.
 */
final class RateLimiter {
    /** {@code retryAfter} is zero when allowed. Send it with the refusal (Retry-After), or clients retry at once. */
    record Decision(boolean allowed, Duration retryAfter) {}

    private static final class Bucket {
        private double tokens;
        private long refilledNanos;

        private Bucket(double tokens, long refilledNanos) {
            this.tokens = tokens;
            this.refilledNanos = refilledNanos;
        }
    }

    private final double ratePerNano;
    private final double burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets;

    RateLimiter(double ratePerSecond, double burst) {
        this(ratePerSecond, burst, 10_000, System::nanoTime);
    }

    /**
     * @param maxKeys bounds memory whatever keys callers send
     * @param nanoTime must be monotonic: a wall clock that is set back would lock everybody out
     */
    RateLimiter(double ratePerSecond, double burst, int maxKeys, LongSupplier nanoTime) {
        if (!(ratePerSecond > 0 && Double.isFinite(ratePerSecond))) {
            throw new IllegalArgumentException("ratePerSecond must be positive");
        }
        if (!(burst >= 1)) throw new IllegalArgumentException("burst must be at least 1");
        if (maxKeys < 1) throw new IllegalArgumentException("maxKeys must be at least 1");
        this.ratePerNano = ratePerSecond / 1e9;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            // The longest unused bucket has refilled the most, so forgetting it (a full bucket) gives away the least.
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > maxKeys;
            }
        };
    }

    Decision take(String key) {
        return take(key, 1);
    }

    /** Takes {@code cost} tokens of the key's bucket, or none at all when it holds fewer. */
    synchronized Decision take(String key, double cost) {
        if (!(cost > 0 && cost <= burst)) {
            throw new IllegalArgumentException("cost must be above 0 and at most " + burst + ": more never passes");
        }
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(key, absent -> new Bucket(burst, now));
        // Refilling on use needs no timer, and an idle key costs nothing.
        long elapsedNanos = Math.max(0, now - bucket.refilledNanos);
        bucket.tokens = Math.min(burst, bucket.tokens + elapsedNanos * ratePerNano);
        bucket.refilledNanos += elapsedNanos;
        if (bucket.tokens < cost) {
            return new Decision(false, Duration.ofNanos((long) Math.ceil((cost - bucket.tokens) / ratePerNano)));
        }
        bucket.tokens -= cost;
        return new Decision(true, Duration.ZERO);
    }
}
// designwise:end
