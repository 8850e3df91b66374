package io.mangaassist.dns;

import io.mangaassist.dns.DnsLookupException.Reason;
import io.mangaassist.dns.KnownHost.Flight;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The host's state, under every interleaving that Lincheck finds, behaves as if its operations came one by one. */
public final class KnownHostLincheckTest {

    private static final HostMeters METERS =
            new DnsMeters(new SimpleMeterRegistry(), "lincheck", AnswerPolicy.open()).host(null);

    private final KnownHost host =
            new KnownHost(new HostProfile("a.example", null, Duration.ofHours(1), false, METERS), 0);

    @Operation
    public boolean takesOff() {
        return host.takeOff(false) != null;
    }

    @Operation
    public boolean takesOffAnyway() {
        return host.takeOff(true) != null;
    }

    @Operation
    public boolean landsTheFirst() {
        return host.land(new Flight(1, new CompletableFuture<>()), answer(1));
    }

    @Operation
    public boolean landsTheSecond() {
        return host.land(new Flight(2, new CompletableFuture<>()), answer(2));
    }

    @Operation
    public boolean landsLate() {
        return host.land(new Flight(0, new CompletableFuture<>()), answer(99));
    }

    @Operation
    public boolean plants() {
        return host.plant(answer(77));
    }

    @Operation
    public int fails() {
        return host.fail(new Flight(1_000, new CompletableFuture<>()), Reason.TIMEOUT, 1);
    }

    @Operation
    public @Nullable String serves() {
        List<InetAddress> addresses = host.serve(0);
        return addresses == null ? null : addresses.get(0).getHostAddress();
    }

    private static Answer answer(int last) {
        List<InetAddress> addresses = List.of(HostNames.address("a.example", new byte[] {10, 0, 0, (byte) last}));
        Found found = new Found(addresses, Duration.ofSeconds(60), true);
        return new Answer(found, Rotation.of(List.of(addresses)), new AnswerTimes(0, 1_000, 2_000));
    }

    @Test
    void its_operations_are_atomic() {
        check(5, 150);
    }

    @Test
    @Tag("long")
    void its_operations_are_atomic_in_many_more_interleavings() {
        check(50, 2_000);
    }

    private static void check(int scenarios, int invocations) {
        new StressOptions()
                .iterations(scenarios)
                .invocationsPerIteration(invocations)
                .threads(2)
                .actorsPerThread(3)
                .check(KnownHostLincheckTest.class);
    }
}
