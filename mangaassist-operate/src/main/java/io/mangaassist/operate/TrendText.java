package io.mangaassist.operate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/** A trend's report for people and programs. */
final class TrendText {

    private TrendText() {}

    static String text(TrendReport report) {
        StringBuilder text = new StringBuilder(headline(report)).append('\n');
        for (TrendSegment each : report.segments()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-13s %-20s %s%n",
                    name(each.verdict()),
                    each.segment().name(),
                    told(each)));
        }
        return text.toString();
    }

    private static String told(TrendSegment each) {
        if (Double.isNaN(each.first())) {
            return "only " + each.days() + " days with samples enough";
        }
        String traffic = each.byTraffic() == 0 ? "" : ", beside " + Reports.change(each.byTraffic()) + " ms by traffic";
        return Numbers.text(each.first()) + " -> " + Numbers.text(each.last()) + " ms over " + each.days() + " days ("
                + Reports.change(each.perDay()) + " ms a day), " + Numbers.percent(each.confidence()) + " sure"
                + traffic;
    }

    static String markdown(TrendReport report) {
        StringBuilder text = new StringBuilder("## ").append(headline(report)).append("\n\n");
        text.append("| segment | verdict | first ms | last ms | ms a day | confidence | by traffic ms | days |\n");
        text.append("|---|---|---:|---:|---:|---:|---:|---:|\n");
        for (TrendSegment each : report.segments()) {
            String confidence = Double.isNaN(each.confidence()) ? "" : Numbers.percent(each.confidence());
            text.append("| ").append(each.segment()).append(" | ").append(name(each.verdict()));
            text.append(" | ").append(Reports.millis(each.first()));
            text.append(" | ").append(Reports.millis(each.last()));
            text.append(" | ")
                    .append(Reports.change(each.perDay()))
                    .append(" | ")
                    .append(confidence);
            text.append(" | ").append(Reports.change(each.byTraffic()));
            text.append(" | ").append(each.days()).append(" |\n");
        }
        return text.toString();
    }

    private static String headline(TrendReport report) {
        return "Latency trend of p" + Numbers.text(report.percentile()) + ": " + name(report.verdict())
                + (report.drifting().isEmpty() ? "" : ": " + report.drifting());
    }

    private static String name(TrendVerdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String json(TrendReport report) {
        return Reports.json(json -> {
            json.writeStringField("verdict", report.verdict().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("exit_code", report.verdict().exitCode());
            json.writeNumberField("percentile", report.percentile());
            json.writeArrayFieldStart("segments");
            for (TrendSegment each : report.segments()) {
                segment(json, each);
            }
            json.writeEndArray();
        });
    }

    private static void segment(JsonGenerator json, TrendSegment each) throws IOException {
        json.writeStartObject();
        json.writeStringField("segment", each.segment().name());
        json.writeStringField("verdict", each.verdict().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("days", each.days());
        Reports.number(json, "first_ms", each.first());
        Reports.number(json, "last_ms", each.last());
        Reports.number(json, "ms_per_day", each.perDay());
        Reports.number(json, "confidence", each.confidence());
        Reports.number(json, "by_traffic_ms", each.byTraffic());
        json.writeEndObject();
    }
}
