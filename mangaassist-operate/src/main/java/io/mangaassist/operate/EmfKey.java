package io.mangaassist.operate;

import java.util.Map;

/** Where a series goes in CloudWatch: namespace, dimensions beside the placement, metric and unit. */
record EmfKey(String namespace, Map<String, String> dimensions, String metric, String unit) {

    /** What may share a document: metrics of one namespace and the same dimensions. */
    record Document(String namespace, Map<String, String> dimensions) {}

    Document document() {
        return new Document(namespace, dimensions);
    }
}
