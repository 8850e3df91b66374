package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** A gate's report for people and programs. */
final class GateText {

    private GateText() {}

    static String text(GateReport report) {
        StringBuilder text = new StringBuilder(headline(report)).append('\n');
        for (GateSegment each : report.segments()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-13s %-20s %s%s%n",
                    name(each.verdict()),
                    each.segment().name(),
                    each.reason(),
                    each.mandatory() ? "" : " (advisory)"));
        }
        report.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    static String markdown(GateReport report) {
        StringBuilder text = new StringBuilder("## ").append(headline(report)).append("\n\n");
        text.append(
                "| segment | verdict | p50 before | p50 after | change ms | 95 % interval | confidence | samples |\n");
        text.append("|---|---|---:|---:|---:|---|---:|---|\n");
        for (GateSegment each : report.segments()) {
            text.append("| ").append(each.segment()).append(each.mandatory() ? "" : " (advisory)");
            text.append(" | ").append(name(each.verdict()));
            text.append(" | ").append(Reports.millis(each.before()));
            text.append(" | ").append(Reports.millis(each.after()));
            text.append(" | ").append(Reports.change(each.change()));
            text.append(" | ")
                    .append(interval(each))
                    .append(" | ")
                    .append(confidence(each))
                    .append(" | ");
            text.append(each.beforeCount())
                    .append(" / ")
                    .append(each.afterCount())
                    .append(" |\n");
        }
        report.notes().forEach(note -> text.append("\n> ").append(note).append('\n'));
        return text.toString();
    }

    private static String headline(GateReport report) {
        return "Latency gate: " + name(report.verdict()) + (report.failed().isEmpty() ? "" : ": " + report.failed());
    }

    private static String name(GateVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String interval(GateSegment each) {
        return Double.isNaN(each.low()) ? "" : Reports.change(each.low()) + " to " + Reports.change(each.high());
    }

    private static String confidence(GateSegment each) {
        return Double.isNaN(each.confidence()) ? "" : Numbers.percent(each.confidence());
    }

    static String json(GateReport report) {
        return Reports.json(json -> {
            json.writeStringField("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("exit_code", report.verdict().exitCode());
            json.writeArrayFieldStart("segments");
            for (GateSegment each : report.segments()) {
                segment(json, each);
            }
            json.writeEndArray();
            Reports.texts(json, "notes", report.notes());
        });
    }

    private static void segment(JsonGenerator json, GateSegment each) throws IOException {
        json.writeStartObject();
        json.writeStringField("segment", each.segment().name());
        json.writeStringField("verdict", each.verdict().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("mandatory", each.mandatory());
        json.writeNumberField("before_count", each.beforeCount());
        json.writeNumberField("after_count", each.afterCount());
        json.writeNumberField("needed", each.needed());
        Reports.number(json, "before_p50_ms", each.before());
        Reports.number(json, "after_p50_ms", each.after());
        Reports.number(json, "change_ms", each.change());
        Reports.number(json, "change_low_ms", each.low());
        Reports.number(json, "change_high_ms", each.high());
        Reports.number(json, "confidence", each.confidence());
        json.writeStringField("reason", each.reason());
        json.writeEndObject();
    }
}
