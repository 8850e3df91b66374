package io.mangaassist.dns;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The port on which a kept address is tried: by the most specific pattern, or that of HTTPS. */
record ProbePorts(List<Map.Entry<HostPattern, Integer>> byPattern) {

    private static final int HTTPS = 443;

    ProbePorts {
        byPattern = byPattern.stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().specificity()))
                .toList();
    }

    int of(String host) {
        return byPattern.stream()
                .filter(entry -> entry.getKey().matches(host))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(HTTPS);
    }
}
