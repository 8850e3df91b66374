package io.mangaassist.operate;

import io.mangaassist.core.MeterCatalogue;
import io.micrometer.core.instrument.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CloudWatch names of all meters, from the catalogues of the rooms on the class path. Immutable. */
final class EmfNames {

    /** Every room that publishes a catalogue; one that is not on the class path is left out. */
    private static final List<String> ROOMS = List.of("core", "dns", "pool", "cache", "guardrails", "operate");

    /** Where the runbooks look for DNSResolutionLatency. */
    private static final String NETWORK = EmfName.ROOT + "/VPCEndpoints";

    private final Map<String, EmfName> byMeter;
    private final @Nullable String others;

    private EmfNames(Map<String, EmfName> byMeter, @Nullable String others) {
        this.byMeter = Map.copyOf(byMeter);
        this.others = others;
    }

    /** Reads the catalogues; {@code mapped} wins over them, {@code others} is the namespace of what has no name. */
    static EmfNames load(ClassLoader loader, Map<String, String> mapped, @Nullable String others) {
        Map<String, EmfName> names = new HashMap<>();
        for (String room : ROOMS) {
            MeterCatalogue.read(room, loader).ifPresent(entries -> entries.forEach(entry -> add(names, entry)));
        }
        mapped.forEach((meter, cell) -> names.put(meter, EmfName.parse(cell)));
        return new EmfNames(names, others);
    }

    private static void add(Map<String, EmfName> names, MeterCatalogue.Entry entry) {
        if (!entry.runbook().isBlank()) {
            String home = entry.meter().startsWith("mangaassist.dns.") ? NETWORK : EmfName.HOME;
            names.put(entry.meter(), EmfName.parse(entry.runbook(), home).with(customary(entry)));
        }
    }

    /** A pool's and a host's figures mean nothing without their names, whether the catalogue says so or not. */
    private static List<EmfName.Dimension> customary(MeterCatalogue.Entry entry) {
        List<EmfName.Dimension> dimensions = new ArrayList<>();
        if (entry.meter().startsWith("mangaassist.pool.")) {
            String tag = entry.tags().contains("pool") ? "pool" : "name";
            dimensions.add(new EmfName.Dimension("Pool", tag, "bedrock-runtime"));
        }
        if (entry.tags().contains("host")) {
            dimensions.add(new EmfName.Dimension("Host", "host", null));
        }
        return dimensions;
    }

    /** Returns where the values of a meter go; nowhere if it has no name and others are not wanted. */
    List<EmfKey> keys(Meter.Id id, String fallbackUnit) {
        EmfName name = byMeter.get(id.getName());
        String unit = unit(id.getBaseUnit(), fallbackUnit);
        if (name != null) {
            return name.keys(id, unit);
        }
        return others == null ? List.of() : List.of(other(others, id, unit));
    }

    private static EmfKey other(String namespace, Meter.Id id, String unit) {
        Map<String, String> dimensions = new HashMap<>();
        id.getTagsAsIterable().forEach(tag -> {
            if (!tag.getValue().isBlank()) {
                dimensions.put(tag.getKey(), tag.getValue());
            }
        });
        return new EmfKey(namespace, dimensions, id.getName(), unit);
    }

    /** CloudWatch knows few units; a base unit that is none of them is a count of something. */
    private static String unit(@Nullable String baseUnit, String fallback) {
        return switch (baseUnit == null ? "" : baseUnit.toLowerCase(Locale.ROOT)) {
            case "" -> fallback;
            case "bytes" -> "Bytes";
            case "percent" -> "Percent";
            case "seconds" -> "Seconds";
            case "milliseconds", "ms" -> "Milliseconds";
            case "ratio" -> "None";
            default -> "Count";
        };
    }
}
