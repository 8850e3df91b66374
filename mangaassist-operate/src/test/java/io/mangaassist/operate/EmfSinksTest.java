package io.mangaassist.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mangaassist.core.DoorContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class EmfSinksTest {

    @TempDir
    Path folder;

    private final SimpleMeterRegistry own = new SimpleMeterRegistry();

    @Test
    @SuppressWarnings("InterruptedExceptionSwallowed") // the contract throws anything
    void the_door_leaves_nothing_behind() throws Exception {
        DoorContract.check(meters -> {
            EmfMeterRegistry registry = EmfMeterRegistry.builder("s")
                    .sink(document -> {})
                    .meterRegistry(meters)
                    .build();
            return (AutoCloseable) registry::close;
        });
    }

    @Test
    void a_file_gets_one_document_a_line() throws IOException {
        Path file = folder.resolve("emf.log");
        EmfMeterRegistry registry =
                EmfMeterRegistry.builder("s").file(file).meterRegistry(own).build();
        registry.timer("mangaassist.segment", "segment", "request", "outcome", "success")
                .record(Duration.ofMillis(5));
        registry.close();

        assertThat(Files.readAllLines(file))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(EmfHarness.parse(line).metrics()).isNotEmpty());
    }

    @Test
    void a_file_that_reached_its_limit_becomes_the_one_before() throws IOException {
        Path file = folder.resolve("emf.log");
        try (EmfFileSink sink = new EmfFileSink(file, 25)) {
            for (int i = 0; i < 5; i++) {
                sink.write("document-" + i);
            }
        }

        assertThat(Files.readAllLines(file)).containsExactly("document-4");
        assertThat(Files.readAllLines(folder.resolve("emf.log.1"))).containsExactly("document-2", "document-3");
    }

    @Test
    void standard_output_gets_the_documents_and_tells_when_it_is_closed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new EmfStdoutSink(new PrintStream(bytes, true, StandardCharsets.UTF_8)).write("{}");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("{}" + System.lineSeparator());

        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new EmfStdoutSink(full).write("{}"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void an_agent_that_was_restarted_gets_the_next_document() throws IOException {
        try (ServerSocket agent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EmfAgentSink sink = new EmfAgentSink("127.0.0.1", agent.getLocalPort())) {
            sink.write("one");
            try (Socket first = agent.accept()) {
                assertThat(lines(first).readLine()).isEqualTo("one");
                first.setSoLinger(true, 0);
            }
            Awaitility.await().until(() -> {
                try {
                    sink.write("lost");
                    return false;
                } catch (IOException reset) {
                    return true;
                }
            });
            sink.write("two");
            try (Socket second = agent.accept()) {
                assertThat(lines(second).readLine()).isEqualTo("two");
            }
        }
    }

    @Test
    void without_an_agent_documents_are_counted_as_failed_and_close_does_not_hang() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        EmfMeterRegistry registry = EmfMeterRegistry.builder("s")
                .agent("127.0.0.1", nobody)
                .meterRegistry(own)
                .build();
        var failed =
                own.get("mangaassist.emf.documents").tag("outcome", "failed").counter();
        registry.timer("mangaassist.segment", "segment", "request", "outcome", "success")
                .record(Duration.ofMillis(5));
        registry.close();

        assertThat(failed.count()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void a_sink_that_is_stuck_costs_documents_and_nothing_else() {
        CountDownLatch stuck = new CountDownLatch(1);
        EmfMeterRegistry registry = new EmfMeterRegistry(EmfMeterRegistry.builder("s")
                .sink(document -> await(stuck))
                .queueLimit(2)
                .closeTimeout(Duration.ofMillis(200))
                .map("c", "C")
                .meterRegistry(own)
                .config());
        var dropped =
                own.get("mangaassist.emf.documents").tag("outcome", "dropped").counter();
        registry.counter("c").increment();
        for (int i = 0; i < 10; i++) {
            registry.publish();
        }

        assertThat(dropped.count()).as("one is held by the sink, two wait").isBetween(7.0, 8.0);
        registry.close();
        assertThat(dropped.count()).as("what still waited is counted too").isBetween(9.0, 11.0);
        stuck.countDown();
    }

    @Test
    void a_sink_that_throws_anything_does_not_end_the_publishing() {
        EmfMeterRegistry registry = new EmfMeterRegistry(EmfMeterRegistry.builder("s")
                .sink(document -> {
                    throw new IllegalStateException("closed");
                })
                .map("c", "C")
                .meterRegistry(own)
                .config());
        var failed =
                own.get("mangaassist.emf.documents").tag("outcome", "failed").counter();
        registry.counter("c").increment();
        registry.publish();
        registry.publish();
        registry.close();

        assertThat(failed.count()).isEqualTo(3);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private static BufferedReader lines(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
}
