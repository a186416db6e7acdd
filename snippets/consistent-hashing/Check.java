import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Behaviour of the inserted ring: what moves, how even, how weighted, and the same owners in every language. */
final class Check {
    private static final List<String> KEYS = IntStream.range(0, 20_000).mapToObj(index -> "key-" + index).toList();

    public static void main(String[] args) {
        sameOwnersInEveryLanguage();
        moves();
        order();
        shares();
        edges();
    }

    private static void sameOwnersInEveryLanguage() {
        HashRing ring = new HashRing(64);
        ring.add("a");
        ring.add("b", 1.5);
        ring.add("c", 2);
        String owners = Stream.concat(
                        IntStream.range(0, 40).mapToObj(index -> "user:" + index),
                        Stream.of("\u043a\u043b\u044e\u0447", "\ud83d\ude00"))
                .map(key -> ring.lookup(key).orElse("-"))
                .collect(Collectors.joining());
        check(owners.equals("accabccacbbcbbbbcbacacbcccaabacacbbcbcaabb"), owners);
        check(ring.owners("user:0", 3).equals(List.of("a", "c", "b")), "replicas");
    }

    private static void moves() {
        HashRing ring = ringOf(10);
        List<Optional<String>> before = ownersOn(ring);
        ring.add("node-10");
        List<Optional<String>> after = ownersOn(ring);
        int moved = 0;
        for (int i = 0; i < KEYS.size(); i++) {
            if (before.get(i).equals(after.get(i))) continue;
            moved++;
            check(after.get(i).equals(Optional.of("node-10")), "keys move to the new node only");
        }
        double share = (double) moved / KEYS.size();
        check(share > 0.7 / 11 && share < 1.4 / 11, "moved " + share);
        ring.remove("node-10");
        check(ownersOn(ring).equals(before), "removing moves them back");
    }

    private static void order() {
        HashRing backwards = new HashRing(128);
        for (int node = 9; node >= 0; node--) backwards.add("node-" + node);
        backwards.add("node-3", 5);
        backwards.add("node-3");
        check(ownersOn(backwards).equals(ownersOn(ringOf(10))), "order and repetition do not matter");
        // Not even where two nodes have a point in common: these names were searched for.
        for (List<String> names : List.of(List.of("node-522789", "node-739192"), List.of("node-739192", "node-522789"))) {
            HashRing ring = new HashRing(1);
            names.forEach(ring::add);
            check(ring.lookup("k").equals(Optional.of("node-522789")), "equal hashes go by name");
        }
    }

    private static void shares() {
        for (double share : sharesOf(ringOf(10)).values()) check(share > 0.07 && share < 0.13, "share " + share);
        HashRing ring = ringOf(3);
        ring.add("node-0", 2);
        double share = sharesOf(ring).get("node-0");
        check(share > 0.42 && share < 0.58, "two of four parts: " + share);
    }

    private static void edges() {
        HashRing ring = new HashRing(128);
        check(ring.lookup("k").isEmpty() && ring.owners("k", 2).isEmpty(), "empty");
        ring.remove("nobody");
        ring.add("only", 0.001);
        check(ring.lookup("").equals(Optional.of("only")), "a light node still has a point");
        check(ring.owners("k", 5).equals(List.of("only")) && ring.owners("k", 0).isEmpty(), "counts");
        check(new HashSet<>(ringOf(5).owners("k", 3)).size() == 3, "distinct");
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            check(refuses(() -> ring.add("x", bad)), "weight " + bad);
        }
        check(refuses(() -> new HashRing(0)), "virtual nodes");
    }

    private static HashRing ringOf(int count) {
        HashRing ring = new HashRing(128);
        for (int node = 0; node < count; node++) ring.add("node-" + node);
        return ring;
    }

    private static List<Optional<String>> ownersOn(HashRing ring) {
        return KEYS.stream().map(ring::lookup).toList();
    }

    private static Map<String, Double> sharesOf(HashRing ring) {
        Map<String, Double> shares = new HashMap<>();
        for (String key : KEYS) shares.merge(ring.lookup(key).orElseThrow(), 1.0 / KEYS.size(), Double::sum);
        return shares;
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
