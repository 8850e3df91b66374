package io.mangaassist.dns;

import io.mangaassist.core.Checks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver knows before its first lookup: a snapshot of the last known good answers, and a seed that was given at
 * deployment. Both are judged by the policy, served at once as stale, and looked up and connected to in the background.
 * Immutable: each method returns a changed copy.
 */
public final class ColdStart {

    private static final String SEED_VARIABLE = "MANGA_DNS_SEED";
    private static final ColdStart EMPTY = new ColdStart(null, "", List.of());

    private final @Nullable Path snapshot;
    private final String seed;
    private final List<Map.Entry<HostPattern, Integer>> probePorts;

    private ColdStart(@Nullable Path snapshot, String seed, List<Map.Entry<HostPattern, Integer>> probePorts) {
        this.snapshot = snapshot;
        this.seed = seed;
        this.probePorts = probePorts;
    }

    /**
     * Returns the start that knows nothing.
     *
     * @return the one instance
     */
    public static ColdStart empty() {
        return EMPTY;
    }

    /**
     * Keeps the last known good answers in a file. They are used again if they are younger than 7 days and than the
     * host's own limit. A file that is missing or damaged is ignored; the latter is logged.
     *
     * @param file replaced as a whole within ten seconds after a change and on close; its directory must exist
     * @return the changed copy
     */
    public ColdStart snapshot(Path file) {
        return new ColdStart(file, seed, probePorts);
    }

    /**
     * Gives answers for a start without DNS and without a snapshot.
     *
     * @param answers as in {@code host=10.0.1.10,10.0.2.10;other=10.0.3.3}; may be empty
     * @return the changed copy
     * @throws IllegalArgumentException if the text is not of that form
     */
    public ColdStart seed(String answers) {
        Seed.parse(answers, 0);
        return new ColdStart(snapshot, answers, probePorts);
    }

    /**
     * Takes the seed from the environment variable {@code MANGA_DNS_SEED}, if it is set.
     *
     * @return the changed copy
     * @throws IllegalArgumentException if the variable's text is not a seed
     */
    public ColdStart seedFromEnvironment() {
        return seed(System.getenv().getOrDefault(SEED_VARIABLE, ""));
    }

    /**
     * Sets the port on which kept addresses are tried. Default: 443.
     *
     * @param pattern a host name, or {@code *.} and a suffix; the most specific wins
     * @param port 1 to 65535
     * @return the changed copy
     */
    public ColdStart probePort(String pattern, int port) {
        Checks.check(port > 0 && port <= 65_535, "probePort", "1 to 65535", port);
        List<Map.Entry<HostPattern, Integer>> more = new ArrayList<>(probePorts);
        more.add(Map.entry(HostPattern.parse(pattern), port));
        return new ColdStart(snapshot, seed, List.copyOf(more));
    }

    @Nullable
    SnapshotFile file() {
        return snapshot == null ? null : new SnapshotFile(snapshot);
    }

    List<Keepsake> seeded(long now) {
        return Seed.parse(seed, now);
    }

    ProbePorts probePorts() {
        return new ProbePorts(probePorts);
    }

    @Override
    public String toString() {
        return "ColdStart{snapshot=" + snapshot + ", seed=" + seed + "}";
    }
}
