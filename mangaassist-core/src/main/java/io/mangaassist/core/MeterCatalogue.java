package io.mangaassist.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The published form of a room's meters: one tab-separated line a meter, read back without the room's classes. */
@Internal
public final class MeterCatalogue {

    private static final String HEADER = "meter\tkind\tunit\ttags\trunbook\tdescription";
    private static final int COLUMNS = 6;

    /** One line of a catalogue. */
    public record Entry(
            String meter, MeterDefinition.Kind kind, String unit, List<String> tags, String runbook, String description)
            implements MeterDefinition {

        @Override
        public Entry entry() {
            return this;
        }
    }

    private MeterCatalogue() {}

    /** Returns the class path location of a room's catalogue. */
    public static String resource(String room) {
        return "META-INF/mangaassist/meters/" + room + ".tsv";
    }

    /** Returns the text to publish for the given meters. */
    public static String render(List<? extends MeterDefinition> meters) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (MeterDefinition meter : meters) {
            String kind = meter.kind().name().toLowerCase(Locale.ROOT);
            text.append(String.join(
                            "\t",
                            meter.meter(),
                            kind,
                            meter.unit(),
                            String.join(",", meter.tags()),
                            meter.runbook(),
                            meter.description()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Returns a room's catalogue, or nothing if the room is not on the class path. */
    public static Optional<List<Entry>> read(String room, ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(resource(room))) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new IllegalStateException("The catalogue " + resource(room) + " cannot be read", unreadable);
        }
    }

    static List<Entry> parse(String text) {
        List<Entry> entries = new ArrayList<>();
        text.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> entries.add(entry(line)));
        return List.copyOf(entries);
    }

    private static Entry entry(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("A catalogue line must have 6 cells: " + line);
        }
        List<String> tags = cells[3].isEmpty() ? List.of() : List.of(cells[3].split(","));
        var kind = MeterDefinition.Kind.valueOf(cells[1].toUpperCase(Locale.ROOT));
        return new Entry(cells[0], kind, cells[2], tags, cells[4], cells[5]);
    }
}
