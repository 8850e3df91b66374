package io.mangaassist.operate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One line of the diff: what of which resource goes from where to where.
 *
 * @param address the resource's address in the configuration
 * @param id its id, empty if it has none yet
 * @param what a destination, or a property such as {@code subnet_id}
 * @param from the value before, {@link #NOTHING} if there was none
 * @param to the value after, {@link #NOTHING} if there will be none
 */
record RouteLine(String address, String id, String what, String from, String to) {

    static final String NOTHING = "none";

    private static final Set<String> DEFAULT_ROUTES = Set.of("0.0.0.0/0", "::/0");

    static boolean isDefaultRoute(String what) {
        return DEFAULT_ROUTES.contains(what);
    }

    static List<RouteLine> diff(String address, String id, Map<String, String> before, Map<String, String> after) {
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<RouteLine> lines = new ArrayList<>();
        for (String key : keys) {
            String from = before.getOrDefault(key, NOTHING);
            String to = after.getOrDefault(key, NOTHING);
            if (!from.equals(to)) {
                lines.add(new RouteLine(address, id, key, from, to));
            }
        }
        return lines;
    }

    String text() {
        String note = isDefaultRoute(what) ? "   (default route)" : "";
        return String.format("%-30s %s -> %s%s", what, from, to, note);
    }
}
