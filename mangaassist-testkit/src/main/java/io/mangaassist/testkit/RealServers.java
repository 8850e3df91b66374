package io.mangaassist.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds real server programs for tests, and says what to do when one is missing.
 *
 * <p>Where {@code MANGAASSIST_REQUIRE_REAL=1} stands in the environment a missing program is an error, so that a continuous
 * build cannot skip what it was set up to run; elsewhere the caller skips with the reason:
 * {@code assumeThat(RealServers.missing("dnsmasq")).isEmpty()}.
 */
public final class RealServers {
    private static final String REQUIRED = "MANGAASSIST_REQUIRE_REAL";
    /** Where servers are installed that an ordinary user's PATH leaves out. */
    private static final List<String> MORE = List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin");

    private RealServers() {}

    /** Whether a missing program is an error here. */
    public static boolean areRequired() {
        return "1".equals(System.getenv(REQUIRED));
    }

    /** The program of this name on PATH, or in the usual folders of servers. */
    public static Optional<Path> find(String command) {
        Require.notBlank("command", command);
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), MORE.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The reason to skip a test that needs these programs; empty when all are there.
     *
     * @throws IllegalStateException if one is missing where they are required
     */
    public static Optional<String> missing(String... commands) {
        return judged(
                Stream.of(commands).filter(command -> find(command).isEmpty()).toList(), areRequired());
    }

    static Optional<String> judged(List<String> missing, boolean required) {
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String reason = String.join(", ", missing) + " not found: install it and put it on PATH";
        if (required) {
            throw new IllegalStateException(reason + " (" + REQUIRED + "=1)");
        }
        return Optional.of(reason);
    }
}
