package io.mangaassist.cache;

import java.util.HashMap;
import java.util.Map;

/**
 * What one primary says of its memory.
 *
 * @param usedBytes used memory
 * @param maxBytes memory limit, 0 for none
 * @param evictedKeys evictions since the server started
 * @param clients connected clients
 * @param policy eviction policy, as {@code INFO} spells it
 */
record PressureReading(long usedBytes, long maxBytes, long evictedKeys, long clients, String policy) {

    /** Reads the reply of {@code INFO}; a missing field is 0 or empty. */
    static PressureReading parse(String info) {
        Map<String, String> fields = new HashMap<>();
        info.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new PressureReading(
                number(fields, "used_memory"),
                number(fields, "maxmemory"),
                number(fields, "evicted_keys"),
                number(fields, "connected_clients"),
                fields.getOrDefault("maxmemory_policy", ""));
    }

    private static long number(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(fields.getOrDefault(name, "0"));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    boolean isBounded() {
        return maxBytes > 0;
    }

    double share() {
        return isBounded() ? usedBytes / (double) maxBytes : 0;
    }
}
