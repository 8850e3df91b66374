package io.mangaassist.dns;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the lookups that somebody waits for: those of hosts without an answer. */
final class Drain {

    private Drain() {}

    /** Returns true if they all ended within the limit, well or badly. */
    static boolean await(HostTable hosts, Duration limit) {
        CompletableFuture<?>[] waited = hosts.all().stream()
                .filter(host -> host.answer() == null)
                .map(KnownHost::flight)
                .filter(Objects::nonNull)
                .map(KnownHost.Flight::result)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(waited).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
