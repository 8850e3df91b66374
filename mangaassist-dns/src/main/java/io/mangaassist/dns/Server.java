package io.mangaassist.dns;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One name server with its way, its health and its meters. */
final class Server {

    private final NameServer address;
    private final DnsTransport transport;
    private final Clock clock;
    private final ServerHealth health = new ServerHealth();
    private final Timer[] byVerdict;

    Server(NameServer address, DnsTransport transport, Clock clock, DnsMeters meters) {
        this.address = address;
        this.transport = transport;
        this.clock = clock;
        Verdict[] verdicts = Verdict.values();
        this.byVerdict = new Timer[verdicts.length];
        for (Verdict verdict : verdicts) {
            byVerdict[verdict.ordinal()] = meters.timer(DnsMeter.QUERY, address.toString(), verdict.tag());
        }
        meters.gauge(DnsMeter.SERVER_OPEN, this, self -> self.health.isOpen() ? 1 : 0, address.toString());
    }

    CompletableFuture<DnsReply> query(String name, Family family) {
        return transport.query(address, name, family);
    }

    /** Takes down what an answer was worth and how long it took. */
    void judged(Verdict verdict, long nanos) {
        byVerdict[verdict.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        health.record(verdict, nanos, clock.monotonicTime());
    }

    /** Returns after which silence the next server is asked as well. */
    long hedgeDelay() {
        return health.hedgeDelay();
    }

    /** Says what a lookup that starts now may do with it. */
    ServerHealth.Standing admit() {
        return health.admit(clock.monotonicTime());
    }

    /** Returns the address and port. */
    @Override
    public String toString() {
        return address.toString();
    }
}
