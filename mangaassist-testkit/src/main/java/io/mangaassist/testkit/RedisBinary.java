package io.mangaassist.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the Redis comes from: PATH first, then the embedded one. */
final class RedisBinary {
    private static final String ADVICE =
            "no Redis found: install redis-server or valkey-server, or add com.github.codemonstur:embedded-redis:1.4.4";

    private RedisBinary() {}

    static Optional<String> onPath() {
        return Stream.of("redis-server", "valkey-server")
                .flatMap(command -> RealServers.find(command).stream())
                .map(Path::toString)
                .findFirst();
    }

    static Optional<String> missing() {
        return onPath().isPresent() || EmbeddedRedisBinary.isPresent() ? Optional.empty() : Optional.of(ADVICE);
    }

    static String locate() {
        Optional<String> installed = onPath();
        if (installed.isPresent()) {
            return installed.get();
        }
        if (!EmbeddedRedisBinary.isPresent()) {
            throw new IllegalStateException(ADVICE);
        }
        try {
            return EmbeddedRedisBinary.extract();
        } catch (IOException e) {
            throw new IllegalStateException("the embedded Redis could not be unpacked: " + e.getMessage(), e);
        }
    }
}
