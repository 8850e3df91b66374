package io.mangaassist.operate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code terraform show -json} tells of a plan about routes: the changes planned, the changes that somebody made
 * outside Terraform, and all that will be when the plan has been applied.
 *
 * @param planned one line for each route or property that the plan changes
 * @param drift one line for each that has changed since the last apply
 * @param after every resource that routes, by address
 * @param complete does the plan cover all resources? Not after {@code -target}.
 */
record RoutePlan(List<RouteLine> planned, List<RouteLine> drift, Map<String, State> after, boolean complete) {

    /** A resource's type, id and facts. */
    record State(String type, String id, Map<String, String> facts) {}

    static RoutePlan read(Path file) {
        RouteNode plan = RouteNode.read(file);
        checkFormat(file, plan);
        Map<String, State> after = new LinkedHashMap<>();
        collect(plan.get("prior_state").get("values").get("root_module"), after);
        List<RouteLine> planned = new ArrayList<>();
        managed(plan.get("resource_changes")).forEach(change -> {
            planned.addAll(lines(change));
            overlay(change, after);
        });
        List<RouteLine> drift = new ArrayList<>();
        managed(plan.get("resource_drift")).forEach(change -> drift.addAll(lines(change)));
        boolean complete =
                plan.get("complete").isAbsent() || plan.get("complete").isTrue();
        return new RoutePlan(List.copyOf(planned), List.copyOf(drift), after, complete);
    }

    private static void checkFormat(Path file, RouteNode plan) {
        String version = plan.get("format_version").text();
        if (version.isEmpty()) {
            throw new RouteInputException(file + ": no format_version: not the output of terraform show -json");
        }
        if (!version.startsWith("1.") && !version.startsWith("0.")) {
            throw new RouteInputException(file + ": format_version " + version + " is newer than 1.x");
        }
        if (plan.get("planned_values").isAbsent()) {
            throw new RouteInputException(file + ": no planned_values: a state, not a plan");
        }
        if (plan.get("errored").isTrue()) {
            throw new RouteInputException(file + ": the plan ended with an error and is not whole");
        }
    }

    /** A data source only reads, and bears the name of the resource it reads. */
    private static List<RouteNode> managed(RouteNode resources) {
        return resources.elements().stream()
                .filter(resource -> !resource.get("mode").text().equals("data"))
                .toList();
    }

    private static List<RouteLine> lines(RouteNode change) {
        String type = change.get("type").text();
        RouteNode states = change.get("change");
        Map<String, String> before = RouteFacts.of(type, states.get("before"), RouteNode.NONE);
        Map<String, String> after = RouteFacts.of(type, states.get("after"), states.get("after_unknown"));
        return RouteLine.diff(change.get("address").text(), id(states), before, after);
    }

    private static String id(RouteNode states) {
        String before = states.get("before").get("id").text();
        return before.isEmpty() ? states.get("after").get("id").text() : before;
    }

    /** A resource that is replaced stands in the plan once; a deposed one is on its way out and routes nothing. */
    private static void overlay(RouteNode change, Map<String, State> after) {
        String type = change.get("type").text();
        RouteNode states = change.get("change");
        if (!change.get("deposed").isAbsent()) {
            return;
        }
        after.remove(change.get("previous_address").text());
        Map<String, String> facts = RouteFacts.of(type, states.get("after"), states.get("after_unknown"));
        if (facts.isEmpty()) {
            after.remove(change.get("address").text());
        } else {
            after.put(change.get("address").text(), new State(type, afterId(states), facts));
        }
    }

    private static String afterId(RouteNode states) {
        return states.get("after_unknown").get("id").isTrue()
                ? RouteFacts.UNKNOWN
                : states.get("after").get("id").text();
    }

    private static void collect(RouteNode module, Map<String, State> into) {
        for (RouteNode resource : managed(module.get("resources"))) {
            String type = resource.get("type").text();
            RouteNode values = resource.get("values");
            Map<String, String> facts = RouteFacts.of(type, values, RouteNode.NONE);
            if (!facts.isEmpty()) {
                into.put(
                        resource.get("address").text(),
                        new State(type, values.get("id").text(), facts));
            }
        }
        module.get("child_modules").elements().forEach(child -> collect(child, into));
    }
}
