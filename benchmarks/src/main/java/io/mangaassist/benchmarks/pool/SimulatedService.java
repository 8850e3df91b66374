package io.mangaassist.benchmarks.pool;

import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.Latency;
import io.mangaassist.testkit.ModelBehaviour;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulated Bedrock as a process of its own, so that its processor time and garbage are not those of the clients. Ends
 * with this one. HTTP/1.1 without TLS, to which the SDK's pool of connections is a pool of calls.
 */
public final class SimulatedService implements AutoCloseable {

    static final String SONNET = "sonnet";
    static final String HAIKU = "haiku";

    private final Process process;
    private final URI endpoint;

    private SimulatedService(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Sonnet answers in 500 ms (cv 0.5), Haiku in 200 ms (cv 0.4); a seed for both. */
    static SimulatedService sale(long seed) throws IOException {
        return start("sale", Long.toString(seed));
    }

    /** Every answer comes at once. */
    static SimulatedService instant() throws IOException {
        return start("instant", "1");
    }

    private static SimulatedService start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                SimulatedService.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the simulator did not start");
        }
        return new SimulatedService(process, URI.create(line));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /**
     * Serves until its input ends.
     *
     * @param arguments "sale" or "instant", then the seed
     * @throws IOException never in practice
     */
    public static void main(String[] arguments) throws IOException {
        boolean sale = arguments[0].equals("sale");
        long seed = Long.parseLong(arguments[1]);
        try (BedrockSimulator simulator = BedrockSimulator.builder()
                .model(SONNET, model(SONNET, sale, Duration.ofMillis(500), 0.5, seed))
                .model(HAIKU, model(HAIKU, sale, Duration.ofMillis(200), 0.4, seed + 1))
                .build()) {
            System.out.println(simulator.endpoint());
            while (System.in.read() >= 0) {
                // its end is the end of the parent
            }
        }
    }

    private static ModelBehaviour model(String name, boolean slow, Duration mean, double cv, long seed) {
        ModelBehaviour.Builder model = ModelBehaviour.builder().answer(name + " says: this volume ships today.");
        return (slow ? model.latency(Latency.lognormal(mean, cv)).seed(seed) : model).build();
    }
}
