package io.mangaassist.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds a room's published meter catalogue against its enum. */
public final class CatalogueContract {

    private CatalogueContract() {}

    /**
     * Fails unless the resource says what the enum says. The text that should stand there is written to the module's
     * target folder.
     *
     * @param room the room's short name
     * @param meters the values of its enum
     */
    public static void check(String room, MeterDefinition... meters) {
        checkNames(meters);
        String expected = MeterCatalogue.render(List.of(meters));
        String published = MeterCatalogue.read(room, CatalogueContract.class.getClassLoader())
                .map(MeterCatalogue::render)
                .orElse("");
        if (!published.equals(expected)) {
            Path right = write(room, expected);
            throw new AssertionError("src/main/resources/" + MeterCatalogue.resource(room)
                    + " does not say what the enum says; copy " + right + " over it:\n" + expected);
        }
    }

    private static void checkNames(MeterDefinition... meters) {
        Set<String> names = new HashSet<>();
        for (MeterDefinition meter : meters) {
            boolean wellFormed = meter.meter().matches("mangaassist(\\.[a-z]+)+")
                    && meter.description().endsWith(".")
                    && !meter.tags().contains("name");
            if (!wellFormed || !names.add(meter.meter())) {
                throw new AssertionError("Not a meter definition, or defined twice: " + meter.meter());
            }
        }
    }

    private static Path write(String room, String expected) {
        try {
            Path target = Files.createDirectories(Path.of("target")).resolve(room + ".tsv");
            return Files.writeString(target, expected);
        } catch (IOException unwritable) {
            throw new AssertionError("target cannot be written", unwritable);
        }
    }
}
