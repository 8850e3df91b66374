package io.mangaassist.operate;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** An EMF registry whose documents are kept and read back. */
final class EmfHarness implements AutoCloseable {

    final List<String> written = new CopyOnWriteArrayList<>();
    final MockClock clock = new MockClock();
    final SimpleMeterRegistry own = new SimpleMeterRegistry();
    final EmfMeterRegistry registry;

    EmfHarness(UnaryOperator<EmfMeterRegistry.Builder> settings) {
        registry = new EmfMeterRegistry(settings.apply(EmfMeterRegistry.builder("manga-assist")
                        .clock(clock)
                        .sink(written::add)
                        .meterRegistry(own))
                .config());
    }

    EmfHarness() {
        this(builder -> builder);
    }

    /** Publishes and closes, so that everything has been written, and returns the documents. */
    List<Document> documents() {
        registry.close();
        return written.stream().map(EmfHarness::parse).toList();
    }

    /** Returns values and counts of a metric over all documents of a namespace. */
    SortedMap<Double, Long> values(String namespace, String metric) {
        SortedMap<Double, Long> all = new TreeMap<>();
        documents().stream()
                .filter(document -> document.namespace().equals(namespace))
                .forEach(document -> document.values(metric).forEach((v, c) -> all.merge(v, c, Long::sum)));
        return all;
    }

    static Document parse(String text) {
        return asked(() -> new Document(JsonObject.parse(text)));
    }

    @Override
    public void close() {
        registry.close();
    }

    private interface Question<T> {
        T ask() throws IOException;
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException broken) {
            throw new AssertionError("not a document", broken);
        }
    }

    /** One parsed document. */
    record Document(JsonObject json) {

        private JsonObject directive() {
            return asked(() -> JsonObject.of(
                    "directive", json.object("_aws").list("CloudWatchMetrics").get(0)));
        }

        Map<?, ?> root() {
            return json.members();
        }

        String namespace() {
            return asked(() -> directive().text("Namespace"));
        }

        List<Object> dimensions() {
            return asked(() -> directive().list("Dimensions"));
        }

        List<String> metrics() {
            List<String> names = new ArrayList<>();
            for (Object metric : asked(() -> directive().list("Metrics"))) {
                names.add(asked(() -> JsonObject.of("metric", metric).text("Name")));
            }
            return names;
        }

        SortedMap<Double, Long> values(String metric) {
            SortedMap<Double, Long> values = new TreeMap<>();
            if (json.get(metric) instanceof Number number) {
                values.put(number.doubleValue(), 1L);
            } else if (json.has(metric)) {
                double[] all = asked(() -> json.object(metric).numbers("Values"));
                double[] counts = asked(() -> json.object(metric).numbers("Counts"));
                for (int i = 0; i < all.length; i++) {
                    values.merge(all[i], (long) counts[i], Long::sum);
                }
            }
            return values;
        }
    }
}
