import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Behaviour of the inserted rate limiter: the envelope, the wait it names, its memory, its clock, threads. */
final class Check {
    private static long nowMs = 0;

    public static void main(String[] args) {
        envelope();
        greedy();
        waits();
        costs();
        memory();
        clock();
        threads();
        options();
    }

    private static RateLimiter limiterOf(double rate, double burst, int maxKeys) {
        return new RateLimiter(rate, burst, maxKeys, () -> nowMs * 1_000_000);
    }

    private static void envelope() {
        RateLimiter limiter = limiterOf(10, 5, 100);
        Random random = new Random(1);
        List<Long> passed = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            nowMs += random.nextInt(50) == 0 ? 700 : random.nextInt(20);
            if (limiter.take("k").allowed()) passed.add(nowMs);
        }
        for (int first = 0; first < passed.size(); first++) {
            for (int last = first; last < passed.size(); last++) {
                double seconds = (passed.get(last) - passed.get(first)) / 1000.0;
                check(last - first + 1 <= 5 + 10 * seconds + 1e-6, "at most burst + rate × t");
            }
        }
        check(passed.size() > 300, "what the rate allows does pass");
    }

    private static void greedy() {
        nowMs = 0;
        RateLimiter limiter = limiterOf(10, 5, 100);
        int passed = 0;
        for (; nowMs <= 10_000; nowMs++) if (limiter.take("k").allowed()) passed++;
        check(passed >= 104 && passed <= 105, "the whole envelope: " + passed);
    }

    private static void waits() {
        nowMs = 0;
        RateLimiter limiter = limiterOf(2, 1, 100);
        check(limiter.take("k").equals(new RateLimiter.Decision(true, Duration.ZERO)), "first passes");
        check(limiter.take("k").equals(new RateLimiter.Decision(false, Duration.ofMillis(500))), "names the wait");
        nowMs = 250;
        check(limiter.take("k").equals(new RateLimiter.Decision(false, Duration.ofMillis(250))), "is not postponed");
        nowMs = 500;
        check(limiter.take("k").allowed(), "the wait is enough");
    }

    private static void costs() {
        RateLimiter limiter = limiterOf(1, 10, 100);
        check(limiter.take("a", 8).allowed(), "8 of 10");
        check(limiter.take("a", 4).retryAfter().equals(Duration.ofSeconds(2)), "2 are missing");
        check(limiter.take("b", 10).allowed(), "keys do not share");
        for (double bad : new double[] {11, 0, Double.NaN}) check(refuses(() -> limiter.take("a", bad)), "cost " + bad);
    }

    private static void memory() {
        RateLimiter limiter = limiterOf(1, 1, 3);
        for (String key : List.of("a", "b", "c", "a", "d")) limiter.take(key);
        for (String key : List.of("a", "c", "d")) check(!limiter.take(key).allowed(), key + " is remembered");
        check(limiter.take("b").allowed(), "b, the least recently used, was forgotten");
    }

    private static void clock() {
        nowMs = 10_000;
        RateLimiter limiter = limiterOf(1, 1, 100);
        limiter.take("k");
        nowMs = 0;
        check(limiter.take("k").retryAfter().equals(Duration.ofSeconds(1)), "a clock that goes back does not lock out");
        nowMs = 11_000;
        check(limiter.take("k").allowed(), "and time goes on");
    }

    private static void threads() {
        RateLimiter limiter = limiterOf(1, 500, 100);
        AtomicInteger passed = new AtomicInteger();
        IntStream.range(0, 2000).parallel().forEach(i -> {
            if (limiter.take("k").allowed()) passed.incrementAndGet();
        });
        check(passed.get() == 500, "threads together get the burst: " + passed);
    }

    private static void options() {
        check(refuses(() -> limiterOf(0, 1, 1)) && refuses(() -> limiterOf(Double.NaN, 1, 1)), "rate");
        check(refuses(() -> limiterOf(Double.POSITIVE_INFINITY, 1, 1)), "infinite rate");
        check(refuses(() -> limiterOf(1, 0.5, 1)) && refuses(() -> limiterOf(1, 1, 0)), "burst and keys");
        check(new RateLimiter(1, 1).take("k").allowed(), "the defaults work");
    }

    private static boolean refuses(Runnable action) {
        try {
            action.run();
            return false;
        } catch (IllegalArgumentException expected) {
            return true;
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
