package io.mangaassist.benchmarks.dns;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The incident, five resolvers side by side: one JVM each, one after another, over the same script of real name servers.
 * Four seconds healthy, eight in which half of the answers are 1,100 ms late, six of public answers, eight of silence, four
 * healed. The JDK reads {@code /etc/resolv.conf} and asks port 53, so the whole runs in a network namespace with a file of
 * its own; where the kernel refuses that, the rows of the JDK say "not run".
 *
 * <pre>{@code
 * java -cp benchmarks/target/benchmarks.jar io.mangaassist.benchmarks.dns.IncidentTable
 * }</pre>
 *
 * <p>Needs dnsmasq and dnsdist on the path. An argument scales the script: 0.25 is a quarter of it.
 */
public final class IncidentTable {

    private static final String INSIDE = "--inside";
    private static final int DNS_PORT = 53;
    private static final int OTHER_PORT = 5_300;

    private final IncidentServers servers;
    private final Path directory;
    private final double scale;

    private IncidentTable(IncidentServers servers, Path directory, double scale) {
        this.servers = servers;
        this.directory = directory;
        this.scale = scale;
    }

    /**
     * Prints the table.
     *
     * @param arguments the scale, if any
     * @throws Exception if a server or a JVM cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        boolean inside = words.contains(INSIDE);
        if (!inside && run("unshare", "-n", "-m", "true") == 0) {
            List<String> again = new ArrayList<>(List.of("unshare", "-n", "-m"));
            again.addAll(java(IncidentTable.class, INSIDE));
            again.addAll(words);
            System.exit(run(again.toArray(String[]::new)));
        }
        double scale = words.stream()
                .filter(word -> !word.equals(INSIDE))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(1);
        Path directory = Files.createTempDirectory("incident");
        boolean system = inside && isSystemOurs(directory);
        int port = system ? DNS_PORT : OTHER_PORT;
        try (IncidentServers servers = new IncidentServers(directory, port)) {
            new IncidentTable(servers, directory, scale).print(system, port);
        }
    }

    /** Makes the JDK ask us: the loopback device up, and a resolv.conf that names it. */
    private static boolean isSystemOurs(Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(
                directory.resolve("resolv.conf"), "nameserver 127.0.0.1\noptions timeout:2 attempts:1\n");
        return run("ip", "link", "set", "lo", "up") == 0
                && run("mount", "--bind", file.toString(), "/etc/resolv.conf") == 0;
    }

    private static int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }

    private static List<String> java(Class<?> main, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-Djava.net.preferIPv4Stack=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path")));
        if (main.equals(IncidentCaller.class)) {
            command.add("-Djava.security.properties=" + more[0]);
        }
        command.add(main.getName());
        command.addAll(List.of(more).subList(main.equals(IncidentCaller.class) ? 1 : 0, more.length));
        return command;
    }

    private void print(boolean system, int port) throws IOException, InterruptedException {
        System.out.println("| resolver | lookups | failed | public | p50 ms | p99.9 ms | max ms | control p99.9 ms |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (IncidentLookup.Kind kind : IncidentLookup.Kind.values()) {
            boolean possible = system || !kind.isOfTheSystem();
            System.out.println(possible ? row(kind, port) : "| " + kind.title() + " | not run | | | | | | |");
        }
    }

    private String row(IncidentLookup.Kind kind, int port) throws IOException, InterruptedException {
        Path properties = Files.writeString(directory.resolve(kind + ".security"), kind.properties());
        servers.heal();
        List<String> command = java(IncidentCaller.class, properties.toString(), kind.name(), String.valueOf(port));
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
            await(output, "READY");
            script();
            jvm.getOutputStream().close();
            return await(output, "| ");
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static String await(BufferedReader output, String start) throws IOException {
        return output.lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow(() -> new UncheckedIOException(new IOException("The JVM ended before " + start)));
    }

    private void script() throws IOException, InterruptedException {
        rest(4);
        servers.delay();
        rest(8);
        servers.leak();
        rest(6);
        servers.drop();
        rest(8);
        servers.heal();
        rest(4);
    }

    private void rest(int seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1_000 * scale));
    }
}
