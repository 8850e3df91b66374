package io.mangaassist.operate;

import io.mangaassist.core.Checks;
import io.mangaassist.core.TaskPlacement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The sets of dimensions under which every metric is told, filled from where the task runs. */
final class EmfDimensions {

    private static final Map<String, Function<TaskPlacement, String>> KNOWN = Map.of(
            "availability_zone", TaskPlacement::availabilityZone,
            "region", TaskPlacement::region,
            "cluster", TaskPlacement::cluster,
            "task", TaskPlacement::task,
            "revision", TaskPlacement::revision);

    private EmfDimensions() {}

    static void check(List<List<String>> sets) {
        Checks.check(!sets.isEmpty(), "dimensionSets", "at least one", sets);
        for (List<String> set : sets) {
            for (String key : set) {
                Checks.check(
                        key.equals("service") || KNOWN.containsKey(key),
                        "dimensionSets",
                        "made of service and "
                                + KNOWN.keySet().stream().sorted().toList(),
                        key);
            }
        }
    }

    /** The sets that can be filled and their values; a set that needs what is not known is left out. */
    record Filled(List<List<String>> sets, Map<String, String> values) {}

    static Filled fill(List<List<String>> sets, String service, TaskPlacement placement) {
        List<List<String>> known = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (List<String> set : sets) {
            Map<String, String> ofSet = new LinkedHashMap<>();
            set.forEach(key -> ofSet.put(key, value(key, service, placement)));
            if (!ofSet.containsValue("unknown")) {
                known.add(set);
                values.putAll(ofSet);
            }
        }
        return new Filled(known, values);
    }

    private static String value(String key, String service, TaskPlacement placement) {
        Function<TaskPlacement, String> reader = KNOWN.get(key);
        return reader == null ? service : reader.apply(placement);
    }
}
