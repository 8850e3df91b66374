package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.mangaassist.core.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * One segment of a window, in one of three forms: {@code hdr} (HdrHistogram's compressed form), {@code values} in
 * milliseconds with their {@code counts}, or {@code percentiles} in milliseconds that somebody else worked out.
 */
final class SegmentJson {

    private static final int DIGITS = 3;
    private static final double MICROS = 1_000;
    private static final double LONGEST_MILLIS = 600_000;

    private SegmentJson() {}

    static SegmentLatency read(String segment, JsonObject json) throws IOException {
        try {
            Map<Outcome, Long> outcomes = outcomes(json);
            if (json.has("hdr")) {
                return SegmentLatency.of(decode(json.text("hdr")), outcomes);
            }
            if (json.has("values")) {
                return SegmentLatency.of(histogram(json.numbers("values"), json.numbers("counts")), outcomes);
            }
            long count = json.has("count") ? (long) json.number("count") : 0;
            return SegmentLatency.ofPercentiles(percentiles(json), outcomes, count);
        } catch (IOException wrong) {
            throw new IOException("segment " + segment + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Map<Outcome, Long> outcomes(JsonObject json) throws IOException {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        if (json.has("outcomes")) {
            JsonObject told = json.object("outcomes");
            for (String tag : told.keys()) {
                Outcome outcome = RegistryLatencies.outcome(tag)
                        .orElseThrow(() -> new IOException("'" + tag + "' is no outcome"));
                outcomes.put(outcome, (long) told.number(tag));
            }
        }
        return outcomes;
    }

    private static Histogram decode(String base64) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            return Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException | RuntimeException damaged) {
            throw new IOException("its histogram is damaged", damaged);
        }
    }

    private static Histogram histogram(double[] values, double[] counts) throws IOException {
        if (values.length != counts.length) {
            throw new IOException("there are " + values.length + " values and " + counts.length + " counts");
        }
        Histogram histogram = new Histogram(DIGITS);
        for (int i = 0; i < values.length; i++) {
            if (values[i] > LONGEST_MILLIS) {
                throw new IOException("\"values\" holds " + values[i] + " ms, more than 10 minutes");
            }
            histogram.recordValueWithCount(Math.round(values[i] * MICROS), (long) counts[i]);
        }
        return histogram;
    }

    private static Map<Double, Double> percentiles(JsonObject json) throws IOException {
        Map<Double, Double> percentiles = new TreeMap<>();
        if (json.has("percentiles")) {
            JsonObject told = json.object("percentiles");
            for (String key : told.keys()) {
                percentiles.put(percentile(key), told.number(key));
            }
        }
        return percentiles;
    }

    private static double percentile(String key) throws IOException {
        try {
            return Double.parseDouble(key);
        } catch (NumberFormatException none) {
            throw new IOException("'" + key + "' is no percentile such as 95", none);
        }
    }

    static void write(JsonGenerator json, SegmentLatency latency) throws IOException {
        Histogram histogram = latency.histogram();
        if (histogram != null) {
            ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(bytes);
            json.writeStringField("hdr", Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length)));
        } else {
            json.writeNumberField("count", latency.count());
            json.writeObjectFieldStart("percentiles");
            for (Map.Entry<Double, Double> each : new TreeMap<>(latency.percentiles()).entrySet()) {
                json.writeNumberField(String.valueOf(each.getKey()), each.getValue());
            }
            json.writeEndObject();
        }
        LatencyJson.outcomes(json, latency.outcomes());
    }
}
