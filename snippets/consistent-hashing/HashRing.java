/* A consistent-hashing ring with virtual nodes. What is inserted stands between the two marks. */
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

// designwise:begin
/**
 * Says which node owns a key. Adding one of n nodes moves about 1/n of the keys, all of them to the new node;
 * {@code hash % n} would move nearly all. The same nodes give the same owners in every process, whatever the order of
 * adding.
 */
final class HashRing {
    private record Point(long hash, String node) {}

    private static final Comparator<Point> BY_HASH = Comparator.comparingLong(Point::hash).thenComparing(Point::node);

    private final int virtualNodes;
    // Sorted by hash, equal hashes by node, so that a collision does not depend on history. Replaced as a whole, never
    // changed: a lookup in another thread sees the old ring or the new one.
    private volatile List<Point> points = List.of();

    /** More virtual nodes even out the shares (they deviate by about 1/√virtualNodes) and cost memory. */
    HashRing(int virtualNodes) {
        if (virtualNodes < 1) throw new IllegalArgumentException("virtualNodes must be at least 1");
        this.virtualNodes = virtualNodes;
    }

    void add(String node) {
        add(node, 1.0);
    }

    /** Adds a node with a share in proportion to its weight; adding it again changes the weight. */
    synchronized void add(String node, double weight) {
        if (!(weight > 0 && Double.isFinite(weight))) throw new IllegalArgumentException("weight must be positive");
        List<Point> changed = new ArrayList<>(points);
        changed.removeIf(point -> point.node().equals(node));
        long count = Math.max(1, Math.round(virtualNodes * weight));
        for (long replica = 0; replica < count; replica++) {
            changed.add(new Point(hash(node + "#" + replica), node));
        }
        changed.sort(BY_HASH);
        points = List.copyOf(changed);
    }

    synchronized void remove(String node) {
        points = points.stream().filter(point -> !point.node().equals(node)).toList();
    }

    /** The owner of a key; empty while the ring has no node. */
    Optional<String> lookup(String key) {
        return owners(key, 1).stream().findFirst();
    }

    /** The first {@code count} distinct nodes from the key on around the ring: the owner, then where replicas go. */
    List<String> owners(String key, int count) {
        List<Point> ring = points;
        Set<String> owners = new LinkedHashSet<>();
        int start = firstAtOrAfter(ring, hash(key));
        for (int step = 0; step < ring.size() && owners.size() < count; step++) {
            owners.add(ring.get((start + step) % ring.size()).node());
        }
        return List.copyOf(owners);
    }

    private static int firstAtOrAfter(List<Point> ring, long hash) {
        int low = 0;
        int high = ring.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ring.get(middle).hash() < hash) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** FNV-1a over UTF-8, then MurmurHash3's finalizer: by FNV-1a alone, names that differ at the end lie close. */
    private static long hash(String text) {
        int hash = 0x811c9dc5;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) hash = (hash ^ (next & 0xff)) * 0x01000193;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Integer.toUnsignedLong(hash ^ (hash >>> 16));
    }
}
// designwise:end
