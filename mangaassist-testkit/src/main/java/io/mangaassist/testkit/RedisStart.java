package io.mangaassist.testkit;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits until a new Redis answers, or says why it never will. */
final class RedisStart {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int SOCKET_TIMEOUT_MILLIS = 1_000;

    private RedisStart() {}

    static void await(GuardedProcess process, int port, Path log) {
        long start = System.nanoTime();
        while (!answers(port)) {
            if (!process.isAlive()) {
                throw refused(port, lastLines(log));
            }
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException("Redis on port " + port + " did not answer in 15 s: " + lastLines(log));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        if (!process.isAlive()) {
            throw refused(port, lastLines(log));
        }
    }

    private static IllegalStateException refused(int port, String reason) {
        return reason.contains("Address already in use")
                ? Ports.taken("127.0.0.1", port, new BindException(reason))
                : new IllegalStateException("Redis refused to start: " + reason);
    }

    /** Any reply line will do: a server that wants a password answers with an error. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SOCKET_TIMEOUT_MILLIS);
            socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            return first == '+' || first == '-';
        } catch (IOException e) {
            return false;
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
