package io.mangaassist.dns;

import io.mangaassist.testkit.RealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two real servers on loopback: dnsmasq, which tells the truth, and dnsdist before it, which spoils it on command. */
final class FaultyDns implements AutoCloseable {

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final int port;

    FaultyDns(Path directory, String host, String address, String... more) {
        this.directory = directory;
        int truth = freePort();
        this.port = freePort();
        List<String> dnsmasq = new ArrayList<>(List.of(
                program("dnsmasq"),
                "--no-daemon",
                "--conf-file=/dev/null",
                "--pid-file",
                "--no-resolv",
                "--no-hosts",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + truth,
                "--host-record=" + host + "," + address + ",1"));
        for (int i = 0; i < more.length; i += 2) {
            dnsmasq.add("--host-record=" + more[i] + "," + more[i + 1] + ",1");
        }
        start("dnsmasq", dnsmasq);
        String configuration = String.join(
                "\n",
                "setLocal('127.0.0.1:" + port + "')",
                "newServer({address='127.0.0.1:" + truth + "', healthCheckMode='up'})",
                "setKey('MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=')",
                "controlSocket('127.0.0.1:" + freePort() + "')");
        try {
            Files.writeString(configurationFile(), configuration);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        start(
                "dnsdist",
                List.of(
                        program("dnsdist"),
                        "--supervised",
                        "--disable-syslog",
                        "-C",
                        configurationFile().toString()));
    }

    private static String program(String name) {
        return RealServers.find(name).orElseThrow().toString();
    }

    private Path configurationFile() {
        return directory.resolve("dnsdist.conf");
    }

    private void start(String name, List<String> command) {
        try {
            processes.add(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".log").toFile())
                    .start());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** A port that was free for TCP and UDP a moment ago. */
    private static int freePort() {
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return udp.getLocalPort();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    int port() {
        return port;
    }

    /** Replaces the faults; a line of dnsdist's language, or nothing for the truth. */
    void faults(String rule) {
        try {
            Process client = new ProcessBuilder(
                            program("dnsdist"),
                            "-C",
                            configurationFile().toString(),
                            "-c",
                            "-e",
                            "clearRules() " + rule)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("client.log").toFile())
                    .start();
            if (!client.waitFor(10, TimeUnit.SECONDS) || client.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("client.log")));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
