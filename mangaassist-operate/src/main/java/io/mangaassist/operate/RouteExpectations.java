package io.mangaassist.operate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The routes that must be there when the plan has been applied, whether it changes them or not: a state that was merged
 * wrongly plans no change at all. Every default route must be on the list.
 */
record RouteExpectations(List<Entry> entries) {

    static final RouteExpectations NONE = new RouteExpectations(List.of());

    /** One route; the table by its id or by its address in the configuration. */
    record Entry(String table, String destination, String target) {}

    /** One route that will be. */
    private record Actual(String address, String tableId, String tableAddress, String destination, String target) {

        boolean isOf(Entry entry) {
            return destination.equals(entry.destination())
                    && (entry.table().equals(tableId)
                            || entry.table().equals(tableAddress)
                            || entry.table().equals(address));
        }

        String table() {
            return tableId.isEmpty() ? address : tableId;
        }
    }

    static RouteExpectations read(Path file) {
        RouteNode root = RouteNode.read(file);
        if (!root.get("version").text().equals("1")) {
            throw new RouteInputException(file + ": version must be 1");
        }
        List<Entry> entries = new ArrayList<>();
        for (RouteNode route : root.get("routes").elements()) {
            Entry entry = new Entry(
                    route.get("table").text(),
                    route.get("destination").text(),
                    route.get("target").text());
            if (entry.table().isEmpty()
                    || entry.destination().isEmpty()
                    || entry.target().isEmpty()) {
                throw new RouteInputException(
                        file + ", route " + (entries.size() + 1) + ": table, destination and target must be given");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw new RouteInputException(file + ": no routes");
        }
        return new RouteExpectations(List.copyOf(entries));
    }

    /** Returns what is not as expected, a sentence each. */
    List<String> judge(Map<String, RoutePlan.State> after) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Actual> actuals = actuals(after);
        List<String> findings = new ArrayList<>();
        for (Entry entry : entries) {
            List<Actual> found =
                    actuals.stream().filter(actual -> actual.isOf(entry)).toList();
            if (found.isEmpty()) {
                findings.add(entry.table() + "  " + entry.destination() + "  expected " + entry.target() + ", will be "
                        + RouteLine.NOTHING);
            }
            found.stream()
                    .filter(actual -> !actual.target().equals(entry.target()))
                    .forEach(actual -> findings.add(actual.table() + "  " + entry.destination() + "  expected "
                            + entry.target() + ", will be " + actual.target()));
        }
        actuals.stream()
                .filter(actual -> RouteLine.isDefaultRoute(actual.destination()))
                .filter(actual -> entries.stream().noneMatch(actual::isOf))
                .forEach(actual -> findings.add(
                        actual.table() + "  " + actual.destination() + "  not expected, will be " + actual.target()));
        return findings;
    }

    private static List<Actual> actuals(Map<String, RoutePlan.State> after) {
        Map<String, String> addressOfTable = new HashMap<>();
        after.forEach((address, state) -> {
            if (RouteFacts.TABLES.contains(state.type())) {
                addressOfTable.put(state.id(), address);
            }
        });
        List<Actual> actuals = new ArrayList<>();
        after.forEach((address, state) -> {
            if (RouteFacts.TABLES.contains(state.type())) {
                state.facts().forEach((what, to) -> actuals.add(new Actual(address, state.id(), address, what, to)));
            } else if (state.type().equals(RouteFacts.ROUTE)) {
                String table = Objects.requireNonNullElse(state.facts().get("in table"), "");
                String tableAddress = addressOfTable.getOrDefault(table, "");
                state.facts().forEach((what, to) -> actuals.add(new Actual(address, table, tableAddress, what, to)));
            }
        });
        return actuals;
    }
}
