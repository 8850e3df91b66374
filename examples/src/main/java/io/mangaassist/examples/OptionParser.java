package io.mangaassist.examples;

import io.mangaassist.examples.ChatOptions.BedrockChoice;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command line of {@link ChatExample}. */
final class OptionParser {

    private static final Set<String> KNOWN = Set.of(
            "--requests", "--rps", "--seed", "--redis", "--bedrock", "--region", "--guardrail", "--metrics", "--data");
    private static final int MAX_REQUESTS = 10_000_000;
    private static final double MAX_RPS = 10_000;

    private final Map<String, String> given = new HashMap<>();

    private OptionParser(String... args) {
        Iterator<String> words = Arrays.asList(args).iterator();
        while (words.hasNext()) {
            String option = words.next();
            if (!KNOWN.contains(option)) {
                throw new UsageException("Unknown option " + option + "; --help lists the options");
            }
            if (!words.hasNext()) {
                throw new UsageException(option + " needs a value; --help lists the options");
            }
            given.put(option, words.next());
        }
    }

    static ChatOptions parse(String... args) {
        return new OptionParser(args).options();
    }

    private ChatOptions options() {
        int requests = (int) whole("--requests", 2_000, 1, MAX_REQUESTS);
        double rps = number("--rps", 80, 0.1, MAX_RPS);
        return new ChatOptions(requests, rps, seed(), redis(), bedrock(), region(), guardrail(), metrics(), data());
    }

    private double number(String option, double fallback, double min, double max) {
        String text = given.get(option);
        if (text == null) {
            return fallback;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, with the same words as a number out of bounds
        }
        throw new UsageException(
                option + " must be a number between " + plain(min) + " and " + plain(max) + ", was " + text);
    }

    private long whole(String option, long fallback, long min, long max) {
        String text = given.getOrDefault(option, Long.toString(fallback));
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // told below, with the same words as a number out of bounds
        }
        throw new UsageException(option + " must be a whole number between " + min + " and " + max + ", was " + text);
    }

    private Optional<ChatOptions.GuardrailId> guardrail() {
        return Optional.ofNullable(given.get("--guardrail")).map(text -> {
            int colon = text.lastIndexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new UsageException("--guardrail must be an id and a version with a colon between, was " + text);
            }
            return new ChatOptions.GuardrailId(text.substring(0, colon), text.substring(colon + 1));
        });
    }

    private Optional<MetricsChoice> metrics() {
        return Optional.ofNullable(given.get("--metrics")).map(MetricsChoice::parse);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private long seed() {
        String text = given.getOrDefault("--seed", "42");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new UsageException("--seed must be a whole number, was " + text, notANumber);
        }
    }

    private Optional<URI> redis() {
        return Optional.ofNullable(given.get("--redis")).map(text -> uri("--redis", text, "redis", "rediss"));
    }

    private BedrockChoice bedrock() {
        String text = given.getOrDefault("--bedrock", "simulator");
        return switch (text) {
            case "simulator" -> BedrockChoice.SIMULATOR;
            case "aws" -> BedrockChoice.AWS;
            default -> BedrockChoice.at(uri("--bedrock", text, "http", "https"));
        };
    }

    private static URI uri(String option, String text, String... schemes) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null && Arrays.asList(schemes).contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // told below; the text may hold a password and is not repeated
        }
        throw new UsageException(option + " must be a URI that begins with " + schemes[0] + ":// or " + schemes[1]
                + ":// and names a host");
    }

    private String region() {
        String region = given.getOrDefault("--region", "ap-northeast-1");
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new UsageException("--region must be the name of an AWS region, was " + region);
        }
        return region;
    }

    private Path data() {
        Path data = Path.of(given.getOrDefault("--data", "examples/data"));
        if (!given.containsKey("--data") && !Files.isDirectory(data)) {
            return Path.of("data");
        }
        return data;
    }
}
