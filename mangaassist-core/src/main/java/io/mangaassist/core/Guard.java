package io.mangaassist.core;

import io.micrometer.core.instrument.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Runs foreign code (listeners, callbacks, meters) so that its failure never breaks a request. */
@Internal
public final class Guard {

    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_SOURCES = 256;
    private static final ConcurrentMap<String, Long> LAST_WARNING = new ConcurrentHashMap<>();

    private Guard() {}

    /**
     * Runs {@code callback}; what it throws is logged (the type only, once a minute for each {@code what}) and goes no
     * further, unless the virtual machine itself is in trouble.
     */
    public static void safely(Logger log, String what, Runnable callback) {
        try {
            callback.run();
        } catch (VirtualMachineError error) {
            throw error;
        } catch (Throwable failure) {
            if (mayWarn(what)) {
                // Not the message nor the trace: foreign exceptions may carry prompts.
                log.warn("{} threw {}; it was ignored", what, failure.getClass().getName());
            }
        }
    }

    private static boolean mayWarn(String what) {
        long now = Clock.SYSTEM.monotonicTime();
        if (LAST_WARNING.size() >= MAX_SOURCES) {
            LAST_WARNING.clear();
        }
        Long last = LAST_WARNING.get(what);
        if (last != null && now - last < QUIET_NANOS) {
            return false;
        }
        return last == null ? LAST_WARNING.putIfAbsent(what, now) == null : LAST_WARNING.replace(what, last, now);
    }
}
