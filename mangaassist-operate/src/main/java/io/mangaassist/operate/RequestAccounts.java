package io.mangaassist.operate;

import io.mangaassist.core.Segment;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills the accounts of requests from the segments that {@link io.mangaassist.core.Segments} times on their behalf, so
 * that nothing has to be entered twice.
 *
 * <pre>{@code
 * RequestAccounts accounts = RequestAccounts.create();
 * Segments segments = Segments.builder(registry).tracing(accounts.handler(tracing)).build();
 *
 * RequestAccount account = LatencyBudget.runbook().open(deadline, Clock.SYSTEM);
 * try (RequestAccounts.Scope scope = accounts.open(account)) {
 *     segments.time(Segment.REQUEST, () -> answer(question));
 * }
 * log.info("{}", account.table());
 * }</pre>
 *
 * <p>A segment belongs to an account if it was begun on the thread that opened it, or while a segment of that account was
 * the current observation: context-propagation carries that into other threads. Whole requests and whole streams, which
 * contain the others, are not entered; {@code cache-write} and {@code session-update} run beside. Without an open account
 * a segment costs one look at a thread-local. Thread-safe.
 */
public final class RequestAccounts {

    private static final Set<Segment> WHOLES = Set.of(Segment.REQUEST, Segment.REQUEST_STREAM, Segment.BEDROCK_STREAM);
    private static final Set<Segment> BESIDE = Set.of(Segment.CACHE_WRITE, Segment.SESSION_UPDATE);

    /** Of the instance: two chats in one process keep their accounts apart. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable RequestAccount> current = new ThreadLocal<>();

    private final ObservationHandler<Observation.Context> feeder = new Feeder();

    private RequestAccounts() {}

    /**
     * Returns accounts that nothing feeds yet.
     *
     * @return to be given to the segments by one of its handlers
     */
    public static RequestAccounts create() {
        return new RequestAccounts();
    }

    /**
     * Returns what feeds the accounts, where there is no tracing.
     *
     * @return for {@code Segments.Builder.tracing}
     */
    public ObservationHandler<Observation.Context> handler() {
        return feeder;
    }

    /**
     * Returns what makes spans and feeds the accounts.
     *
     * @param tracing the application's tracing handler
     * @return for {@code Segments.Builder.tracing}
     */
    public ObservationHandler<Observation.Context> handler(ObservationHandler<Observation.Context> tracing) {
        return new ObservationHandler.AllMatchingCompositeObservationHandler(tracing, feeder);
    }

    /** While it is open, segments that its thread begins belong to its account. */
    public interface Scope extends AutoCloseable {

        /** Gives the thread back to the account that was open before, if any. To be called by the same thread. */
        @Override
        void close();
    }

    /**
     * Opens an account on this thread.
     *
     * @param account is filled
     * @return to be closed by this thread
     */
    public Scope open(RequestAccount account) {
        RequestAccount before = current.get();
        current.set(account);
        return () -> {
            if (before == null) {
                current.remove();
            } else {
                current.set(before);
            }
        };
    }

    /** Hangs the account and the open entry on the observation of each segment. */
    private final class Feeder implements ObservationHandler<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStart(Observation.Context context) {
            RequestAccount account = of(context);
            String name = context.getContextualName();
            if (account == null || name == null) {
                return;
            }
            context.put(RequestAccounts.this, account);
            Segment segment = Segment.of(name);
            if (!WHOLES.contains(segment)) {
                context.put(
                        RequestAccount.Entry.class,
                        BESIDE.contains(segment) ? account.beside(segment) : account.enter(segment));
            }
        }

        @Override
        public void onStop(Observation.Context context) {
            RequestAccount.Entry entry = context.get(RequestAccount.Entry.class);
            if (entry != null) {
                entry.close();
            }
        }

        private @Nullable RequestAccount of(Observation.Context context) {
            RequestAccount here = current.get();
            ObservationView parent = context.getParentObservation();
            return here != null || parent == null
                    ? here
                    : parent.getContextView().get(RequestAccounts.this);
        }
    }
}
