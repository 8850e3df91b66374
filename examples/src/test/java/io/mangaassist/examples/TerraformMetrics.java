package io.mangaassist.examples;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The metrics that a Terraform file names: pairs where namespace and name stand together, and every other literal that
 * looks like a metric's name.
 */
record TerraformMetrics(Set<String> pairs, Set<String> words) {

    private static final Pattern LITERAL = Pattern.compile("\"([A-Z]\\w*[a-z][A-Z]\\w*)\"");
    /** {@code ["Namespace", "Metric", ...} of a widget. */
    private static final Pattern WIDGET = Pattern.compile("\\[(\"[^\"]+\"|local\\.performance), *\"([^\"]+)\"");
    /** {@code namespace = "..." metric = "..."} of an alarm or a scaling rule. */
    private static final Pattern ATTRIBUTES =
            Pattern.compile("namespace\\s*= *\"([^\"]+)\"[\\s,]+metric(?:_name)?\\s*= *\"([^\"]+)\"");
    /** CloudWatch's, Terraform's and AWS's own words of the same look; dimensions among them. */
    private static final Set<String> WORDS = Set.of(
            "CacheClusterId",
            "GreaterThanOrEqualToThreshold",
            "GreaterThanThreshold",
            "GreaterThanUpperThreshold",
            "LessThanLowerOrGreaterThanUpperThreshold",
            "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage",
            "ModelId",
            "NatGatewayId",
            "TargetTrackingScaling");

    static TerraformMetrics of(String source) {
        String text = source.replaceAll("(?m)#.*$", "").replaceAll("(?m)^\\s*(description|error_message) .*$", "");
        Set<String> pairs = new TreeSet<>();
        Matcher widget = WIDGET.matcher(text);
        while (widget.find()) {
            String namespace = widget.group(1).startsWith("local")
                    ? "MangaAssist/Performance"
                    : widget.group(1).replace("\"", "");
            if (namespace.contains("/")) {
                add(pairs, namespace, widget.group(2));
            }
        }
        Matcher attributes = ATTRIBUTES.matcher(text);
        while (attributes.find()) {
            add(pairs, attributes.group(1), attributes.group(2));
        }
        return new TerraformMetrics(
                pairs,
                LITERAL.matcher(text).results().map(each -> each.group(1)).collect(Collectors.toSet()));
    }

    /** A name made per segment stands for those that core defines. */
    private static void add(Set<String> pairs, String namespace, String metric) {
        if (metric.startsWith("SegmentLatency_${")) {
            Emitted.segments().forEach(segment -> pairs.add(namespace + " SegmentLatency_" + segment));
        } else {
            pairs.add(namespace + " " + metric);
        }
    }

    /** Words that are no metric of the known ones and nothing else that is known. */
    Set<String> strangers(Set<String> known) {
        Set<String> names = known.stream()
                .map(each -> each.substring(each.indexOf(' ') + 1))
                .collect(Collectors.toSet());
        return words.stream()
                .filter(word -> !names.contains(word) && !WORDS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
