package io.mangaassist.core;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.List;

/**
 * Makes the availability zone an indexed X-Ray annotation: the exporter indexes exactly the attributes that a span
 * names in its string list {@code aws.xray.annotations}. Loaded only when Micrometer Tracing is there.
 */
final class XrayAnnotations implements ObservationHandler<Observation.Context> {

    private static final String LIST = "aws.xray.annotations";
    private static final List<String> KEYS = List.of(XrayZone.KEY, XrayZone.RUNBOOK_KEY);

    @Override
    public boolean supportsContext(Observation.Context context) {
        return true;
    }

    @Override
    public void onStart(Observation.Context context) {
        TracingContext tracing = context.get(TracingContext.class);
        if (tracing != null && tracing.getSpan() != null) {
            tracing.getSpan().tagOfStrings(LIST, KEYS);
        }
    }
}
