package io.mangaassist.dns;

import java.util.concurrent.CompletableFuture;

/** Carries one question to one name server. */
@FunctionalInterface
interface DnsTransport {

    /**
     * Asks. Neither blocks nor throws; completes within the server's time-out, at the latest by failing with a
     * {@link TransportFailure}.
     */
    CompletableFuture<DnsReply> query(NameServer server, String name, Family family);

    /** Why there is no reply; travels through futures only and carries no stack trace. */
    final class TransportFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Verdict verdict;

        TransportFailure(Verdict verdict) {
            super(verdict.name(), null, false, false);
            this.verdict = verdict;
        }

        Verdict verdict() {
            return verdict;
        }
    }
}
