package io.mangaassist.benchmarks.dns;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Two real name servers: dnsmasq, which tells the truth for two seconds, and dnsdist before it, which spoils it. */
final class IncidentServers implements AutoCloseable {

    static final String HOST = "bedrock-runtime.ap-northeast-1.amazonaws.com";
    static final String PRIVATE = "127.10.";
    private static final String PRIVATE_ADDRESS = PRIVATE + "0.1";
    private static final String PUBLIC_ADDRESS = "127.52.0.1";
    private static final int TRUTH_PORT = 5_301;
    private static final int CONTROL_PORT = 5_302;

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();

    IncidentServers(Path directory, int port) throws IOException, InterruptedException {
        this.directory = directory;
        start(
                "dnsmasq",
                "--no-daemon",
                "--conf-file=/dev/null",
                "--pid-file",
                "--no-resolv",
                "--no-hosts",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--port=" + TRUTH_PORT,
                "--host-record=" + HOST + "," + PRIVATE_ADDRESS + ",2");
        Files.writeString(
                configuration(),
                String.join(
                        "\n",
                        "setLocal('127.0.0.1:" + port + "')",
                        "newServer({address='127.0.0.1:" + TRUTH_PORT + "', healthCheckMode='up'})",
                        "setKey('MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=')",
                        "controlSocket('127.0.0.1:" + CONTROL_PORT + "')"));
        start(
                "dnsdist",
                "--supervised",
                "--disable-syslog",
                "-C",
                configuration().toString());
        awaitControl();
    }

    private static void awaitControl() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket control = new Socket(InetAddress.getLoopbackAddress(), CONTROL_PORT)) {
                if (control.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException("dnsdist does not listen");
    }

    private Path configuration() {
        return directory.resolve("dnsdist.conf");
    }

    private void start(String... command) throws IOException {
        processes.add(run(command[0] + ".log", command));
    }

    private Process run(String log, String... command) throws IOException {
        File output = directory.resolve(log).toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }

    /** Half of the answers come 1,100 ms late. */
    void delay() throws IOException, InterruptedException {
        rules("addAction(ProbaRule(0.5), DelayAction(1100))");
    }

    /** Every answer is NOERROR and public. */
    void leak() throws IOException, InterruptedException {
        rules("addAction(AllRule(), SpoofAction({'" + PUBLIC_ADDRESS + "'}, {ttl=2}))");
    }

    void drop() throws IOException, InterruptedException {
        rules("addAction(AllRule(), DropAction())");
    }

    void heal() throws IOException, InterruptedException {
        rules("");
    }

    private void rules(String rules) throws IOException, InterruptedException {
        Process client =
                run("client.log", "dnsdist", "-C", configuration().toString(), "-c", "-e", "clearRules() " + rules);
        if (!client.waitFor(10, TimeUnit.SECONDS) || client.exitValue() != 0) {
            throw new IOException(Files.readString(directory.resolve("client.log")));
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
