package io.mangaassist.peers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A redis-server of this run alone, frozen and thawed by signals, and asked over a plain socket. */
final class RedisProcess implements AutoCloseable {

    private static final Pattern SETS = Pattern.compile("cmdstat_p?set(?:ex)?:calls=(\\d+),[^\\r]*failed_calls=(\\d+)");

    private final int port;
    private final Process process;

    RedisProcess() throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("peers-redis-");
        List<String> command = List.of(
                "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                "--maxmemory", "1gb", "--maxmemory-policy", "allkeys-lfu", "--dir", folder.toString(), "--client-output-buffer-limit", "normal 0 0 0");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                if (ask("PING").startsWith("+PONG")) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("redis-server does not start");
    }

    int port() {
        return port;
    }

    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(process.pid())).inheritIO().start().waitFor();
    }

    /** How many writes the server itself has carried out. */
    long successes() {
        Matcher found = SETS.matcher(ask("INFO commandstats"));
        long sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1)) - Long.parseLong(found.group(2));
        }
        return sum;
    }

    private String ask(String command) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
