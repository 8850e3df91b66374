package io.mangaassist.operate;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The plans of {@code src/test/resources/routes}. */
final class RoutePlans {

    private RoutePlans() {}

    static Path file(String name) {
        try {
            URL resource = Objects.requireNonNull(RoutePlans.class.getResource("/routes/" + name + ".json"), name);
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
