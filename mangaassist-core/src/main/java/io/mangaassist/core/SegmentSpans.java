package io.mangaassist.core;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a span of a segment through an observation registry that knows nobody but the caller's tracing handler. */
final class SegmentSpans {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentSpans.class);
    private static final Scope NO_SCOPE = () -> {};
    private static final boolean XRAY = isPresent("io.micrometer.tracing.handler.TracingObservationHandler");

    private final ObservationRegistry registry = ObservationRegistry.create();
    private final Supplier<TaskPlacement> placement;

    SegmentSpans(ObservationHandler<Observation.Context> tracing, Supplier<TaskPlacement> placement) {
        registry.observationConfig().observationHandler(tracing);
        if (XRAY) {
            // Behind the tracing handler, which has made the span by then.
            registry.observationConfig().observationHandler(new XrayAnnotations());
        }
        this.placement = placement;
    }

    /** A span made current on this thread. */
    interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns a started span, or null if the handler failed. */
    @Nullable
    Observation start(Segment segment) {
        try {
            String zone = placement.get().availabilityZone();
            return Observation.createNotStarted(CoreMeter.SEGMENT.meter(), registry)
                    .contextualName(segment.name())
                    .lowCardinalityKeyValue("segment", segment.name())
                    .lowCardinalityKeyValue(XrayZone.KEY, zone)
                    .lowCardinalityKeyValue(XrayZone.RUNBOOK_KEY, zone)
                    .start();
        } catch (RuntimeException broken) {
            Guard.safely(LOG, "The tracing handler", () -> {
                throw broken;
            });
            return null;
        }
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, SegmentSpans.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Makes the span of a measurement current, so that spans started by the work become its children. */
    static Scope open(SegmentTimer timer) {
        Observation span = timer.span();
        if (span == null) {
            return NO_SCOPE;
        }
        try {
            Observation.Scope scope = span.openScope();
            return () -> Guard.safely(LOG, "The tracing handler", scope::close);
        } catch (RuntimeException broken) {
            Guard.safely(LOG, "The tracing handler", () -> {
                throw broken;
            });
            return NO_SCOPE;
        }
    }
}
