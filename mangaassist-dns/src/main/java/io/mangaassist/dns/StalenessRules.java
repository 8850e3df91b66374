package io.mangaassist.dns;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How old an answer may be when it is served: by the most specific pattern, or the general limit. */
record StalenessRules(List<Map.Entry<HostPattern, Duration>> byPattern, Duration general) {

    StalenessRules {
        byPattern = byPattern.stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().specificity()))
                .toList();
    }

    Duration of(String host) {
        for (Map.Entry<HostPattern, Duration> entry : byPattern) {
            if (entry.getKey().matches(host)) {
                return entry.getValue();
            }
        }
        return general;
    }
}
