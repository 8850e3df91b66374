package io.mangaassist.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis for tests, as a process of its own that can freeze, thaw, die and come back.
 *
 * <p>{@code redis-server} or {@code valkey-server} from PATH, else the binary inside the optional jar
 * {@code com.github.codemonstur:embedded-redis}. It listens on 127.0.0.1, saves nothing, and works in a temporary folder
 * that {@link #close()} deletes. The process ends with this JVM however that ends, also while it is frozen.
 *
 * <p>Thread-safe. Every method blocks until the server is in the state it names.
 */
public final class RedisFixture implements AutoCloseable {
    private static final int ATTEMPTS_FOR_A_FREE_PORT = 5;

    private final Builder settings;
    private final String binary;
    private final Path folder;
    private final int port;
    // guarded by this
    private @Nullable GuardedProcess process;
    private boolean closed;

    private RedisFixture(Builder builder) {
        this.settings = new Builder(builder);
        this.binary = RedisBinary.locate();
        this.folder = temporaryFolder();
        boolean started = false;
        try {
            this.port = startOnSomePort();
            started = true;
        } finally {
            if (!started) {
                Folders.delete(folder);
            }
        }
    }

    /** A fixture with the defaults: a free port, no memory limit. */
    public static Builder builder() {
        return new Builder();
    }

    /** A running Redis with the defaults. */
    public static RedisFixture start() {
        return builder().build();
    }

    /** Whether a Redis can be started here. */
    public static boolean isAvailable() {
        return RedisBinary.missing().isEmpty();
    }

    /**
     * The reason to skip a test that needs Redis; empty when it can be started.
     *
     * @throws IllegalStateException if it cannot, where real servers are required ({@link RealServers#areRequired()})
     */
    public static Optional<String> missing() {
        Optional<String> reason = RedisBinary.missing();
        if (reason.isPresent() && RealServers.areRequired()) {
            throw new IllegalStateException(reason.get());
        }
        return reason;
    }

    /** Where clients find it: {@code redis://127.0.0.1:port}; fits {@code RedisURI.create}. */
    public URI uri() {
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** The port, which stays the same over {@link #restart()}. */
    public int port() {
        return port;
    }

    /** Operating system id of the server that runs now; -1 after {@link #kill()}. */
    public synchronized long pid() {
        GuardedProcess running = process;
        return running != null && running.isAlive() ? running.pid() : -1;
    }

    /** Whether the server's process exists, frozen or not. */
    public synchronized boolean isAlive() {
        return pid() >= 0;
    }

    /** Stops the process where it stands (SIGSTOP): connections stay open, nothing is answered. */
    public synchronized void freeze() {
        signal("STOP");
    }

    /** Lets a frozen process go on (SIGCONT). */
    public synchronized void thaw() {
        signal("CONT");
    }

    /** Ends the process at once (SIGKILL), frozen or not; connections break. Nothing happens if it is gone. */
    public synchronized void kill() {
        GuardedProcess running = process;
        if (running != null) {
            running.kill();
            process = null;
        }
    }

    /** Starts an empty server on the same port, after a {@link #kill()} if it still runs. */
    public synchronized void restart() {
        if (closed) {
            throw new IllegalStateException("this Redis fixture is closed");
        }
        kill();
        process = launch(port);
    }

    private void signal(String name) {
        GuardedProcess running = process;
        if (running == null || !running.signal(name)) {
            throw new IllegalStateException("the Redis on port " + port + " does not run");
        }
        if ("STOP".equals(name)) {
            ProcessState.awaitStopped(running.pid());
        }
    }

    private int startOnSomePort() {
        if (settings.port != 0) {
            process = launch(settings.port);
            return settings.port;
        }
        for (int attempt = 1; ; attempt++) {
            int candidate = Ports.free();
            try {
                process = launch(candidate);
                return candidate;
            } catch (PortTakenException e) {
                if (attempt == ATTEMPTS_FOR_A_FREE_PORT) {
                    throw e;
                }
            }
        }
    }

    private GuardedProcess launch(int onPort) {
        Ports.requireFree(onPort);
        Path log = folder.resolve("redis.log");
        GuardedProcess started = GuardedProcess.start(log, command(onPort));
        boolean ready = false;
        try {
            RedisStart.await(started, onPort, log);
            ready = true;
            return started;
        } finally {
            if (!ready) {
                started.kill();
            }
        }
    }

    private List<String> command(int onPort) {
        List<String> command = new ArrayList<>(List.of(binary, "--port", Integer.toString(onPort)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString()));
        if (settings.maxMemoryBytes > 0) {
            command.addAll(List.of("--maxmemory", Long.toString(settings.maxMemoryBytes)));
        }
        command.addAll(List.of("--maxmemory-policy", settings.maxMemoryPolicy));
        command.addAll(settings.arguments);
        return command;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("mangaassist-redis-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for Redis", e);
        }
    }

    /** Ends the process and deletes its folder. May be called twice. */
    @Override
    public synchronized void close() {
        closed = true;
        kill();
        Folders.delete(folder);
    }

    @Override
    public String toString() {
        return "RedisFixture[" + uri() + ", pid=" + pid() + "]";
    }

    /** Settings of a {@link RedisFixture}; not thread-safe. */
    public static final class Builder {
        private int port;
        private long maxMemoryBytes;
        private String maxMemoryPolicy = "noeviction";
        private List<String> arguments = List.of();

        private Builder() {}

        private Builder(Builder other) {
            this.port = other.port;
            this.maxMemoryBytes = other.maxMemoryBytes;
            this.maxMemoryPolicy = other.maxMemoryPolicy;
            this.arguments = other.arguments;
        }

        /** Port to listen on, from 0 to 65535; 0, the default, takes a free one. */
        public Builder port(int value) {
            this.port = Require.port(value);
            return this;
        }

        /** Memory limit in bytes, at least 1 MiB (an empty server needs about that); none by default. */
        public Builder maxMemoryBytes(long value) {
            Require.that(value >= 1 << 20, "maxMemoryBytes", ">= 1048576", value);
            this.maxMemoryBytes = value;
            return this;
        }

        /** What happens at the limit, in Redis' words, such as {@code allkeys-lfu}; {@code noeviction} by default. */
        public Builder maxMemoryPolicy(String value) {
            this.maxMemoryPolicy = Require.notBlank("maxMemoryPolicy", value).toLowerCase(Locale.ROOT);
            return this;
        }

        /** More arguments of the server, such as {@code "--requirepass", "secret"}; they come last and win. */
        public Builder arguments(String... values) {
            this.arguments = List.of(values);
            return this;
        }

        /**
         * Starts the server; blocks until it answers.
         *
         * @throws IllegalStateException in one line, if there is no Redis here, the port is taken or it refuses to start
         */
        public RedisFixture build() {
            return new RedisFixture(this);
        }
    }
}
