package io.mangaassist.operate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays metrics out in documents within the limits of the embedded metric format: 100 metrics, 100 values a metric, 30
 * dimensions, 256 KB. A metric with more values goes on in the next document; CloudWatch adds them up.
 */
final class EmfDocuments {

    static final int MAX_METRICS = 100;
    static final int MAX_VALUES = 100;
    static final int MAX_DIMENSIONS = 30;
    /** A value and its count take at most some 40 characters: 5,000 of them stay below 256 KB. */
    private static final int MAX_VALUES_OF_DOCUMENT = 5_000;

    /** Some of the values of one metric. */
    record Slice(EmfKey key, EmfPoint point, int from, int to) {}

    private EmfDocuments() {}

    static List<String> of(Map<EmfKey, EmfPoint> points, EmfDimensions.Filled dimensions, long timestamp) {
        Map<EmfKey.Document, List<Slice>> slices = new LinkedHashMap<>();
        points.forEach((key, point) -> slices.computeIfAbsent(key.document(), same -> new ArrayList<>())
                .addAll(slices(key, point)));
        List<String> documents = new ArrayList<>();
        slices.values()
                .forEach(ofOne ->
                        pages(ofOne).forEach(page -> documents.add(EmfJson.document(page, dimensions, timestamp))));
        return documents;
    }

    private static List<Slice> slices(EmfKey key, EmfPoint point) {
        List<Slice> slices = new ArrayList<>();
        for (int from = 0; from < point.size(); from += MAX_VALUES) {
            slices.add(new Slice(key, point, from, Math.min(point.size(), from + MAX_VALUES)));
        }
        return slices;
    }

    /** Fills page after page; a name stands only once on each. */
    private static List<Map<String, Slice>> pages(List<Slice> slices) {
        List<Map<String, Slice>> pages = new ArrayList<>();
        Deque<Slice> waiting = new ArrayDeque<>(slices);
        while (!waiting.isEmpty()) {
            Map<String, Slice> page = new LinkedHashMap<>();
            int values = 0;
            for (int i = waiting.size(); i > 0; i--) {
                Slice slice = waiting.removeFirst();
                int more = slice.to() - slice.from();
                boolean fits = page.size() < MAX_METRICS && values + more <= MAX_VALUES_OF_DOCUMENT;
                if (fits && page.putIfAbsent(slice.key().metric(), slice) == null) {
                    values += more;
                } else {
                    waiting.addLast(slice);
                }
            }
            pages.add(page);
        }
        return pages;
    }
}
