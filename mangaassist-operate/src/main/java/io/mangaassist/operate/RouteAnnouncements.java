package io.mangaassist.operate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes that somebody meant. An announcement names one route or property of one resource, because scenario 3 hid
 * a changed default route in a route table whose change was announced. A default route is only announced with its new
 * target.
 */
record RouteAnnouncements(List<Entry> entries) {

    static final RouteAnnouncements NONE = new RouteAnnouncements(List.of());

    /** One announced change; {@code from} and {@code to} are empty if they may be anything. */
    record Entry(String address, String what, String from, String to, boolean drift) {

        boolean covers(RouteLine line, boolean isDrift) {
            return drift == isDrift
                    && address.equals(line.address())
                    && what.equals(line.what())
                    && (from.isEmpty() || from.equals(line.from()))
                    && (to.isEmpty() || to.equals(line.to()));
        }

        String text() {
            return address + ": " + what + (to.isEmpty() ? "" : " -> " + to);
        }
    }

    static RouteAnnouncements read(Path file) {
        RouteNode root = RouteNode.read(file);
        if (!root.get("version").text().equals("1")) {
            throw new RouteInputException(file + ": version must be 1");
        }
        List<Entry> entries = new ArrayList<>();
        for (RouteNode change : root.get("changes").elements()) {
            entries.add(entry(file + ", change " + (entries.size() + 1), change));
        }
        return new RouteAnnouncements(List.copyOf(entries));
    }

    private static Entry entry(String where, RouteNode change) {
        String in = change.get("in").text();
        Entry entry = new Entry(
                change.get("address").text(),
                change.get("what").text(),
                change.get("from").text(),
                change.get("to").text(),
                in.equals("drift"));
        if (entry.address().isEmpty() || entry.what().isEmpty()) {
            throw new RouteInputException(where + ": address and what must be given");
        }
        if (!in.isEmpty() && !in.equals("plan") && !in.equals("drift")) {
            throw new RouteInputException(where + ": in must be plan or drift, was " + in);
        }
        if (RouteLine.isDefaultRoute(entry.what()) && entry.to().isEmpty()) {
            throw new RouteInputException(where + ": a default route must be announced with its new target, to");
        }
        return entry;
    }

    boolean cover(RouteLine line, boolean drift) {
        return entries.stream().anyMatch(entry -> entry.covers(line, drift));
    }

    /** Returns what was announced and did not come. */
    List<Entry> without(List<RouteLine> planned, List<RouteLine> drift) {
        return entries.stream()
                .filter(entry ->
                        (entry.drift() ? drift : planned).stream().noneMatch(line -> entry.covers(line, entry.drift())))
                .toList();
    }
}
