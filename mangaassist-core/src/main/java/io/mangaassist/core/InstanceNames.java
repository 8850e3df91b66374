package io.mangaassist.core;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which instance names are taken on which registry. Meters are told apart by the tag {@code name}; without this, two
 * instances of one name would add up in one meter, and closing one would delete the other's.
 */
final class InstanceNames {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceNames.class);
    private static final Map<MeterRegistry, Set<String>> TAKEN = new WeakHashMap<>();

    private InstanceNames() {}

    /** Returns {@code wanted}, or it with the first free number behind. */
    static String claim(MeterRegistry registry, String room, String wanted) {
        String free = wanted;
        synchronized (TAKEN) {
            Set<String> taken = TAKEN.computeIfAbsent(registry, unused -> new HashSet<>());
            for (int number = 2; !taken.add(room + "/" + free); number++) {
                free = wanted + "-" + number;
            }
        }
        if (!free.equals(wanted)) {
            LOG.warn("The {} name '{}' is in use on this registry; its meters are tagged '{}'", room, wanted, free);
        }
        return free;
    }

    static void release(MeterRegistry registry, String room, String name) {
        synchronized (TAKEN) {
            Set<String> taken = TAKEN.get(registry);
            if (taken != null) {
                taken.remove(room + "/" + name);
            }
        }
    }
}
