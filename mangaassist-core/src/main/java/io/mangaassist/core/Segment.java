package io.mangaassist.core;

import java.util.regex.Pattern;

/**
 * The name of a part of a request, as it stands in meters and traces. Where each of the constants starts and ends is
 * told in {@code docs/metrics.md}. Applications add their own by {@link #of(String)}.
 */
public final class Segment {

    /** From the arrival of a request to the first token shown to the customer. */
    public static final Segment REQUEST = new Segment("request");
    /** From the arrival of a request to the end of its answer. */
    public static final Segment REQUEST_STREAM = new Segment("request-stream");
    /** From sending a request to Bedrock to its first content. */
    public static final Segment BEDROCK_INVOKE = new Segment("bedrock-invoke");
    /** From sending a request to Bedrock to the end of its answer. */
    public static final Segment BEDROCK_STREAM = new Segment("bedrock-stream");
    /** First byte of an answer minus the latency that the service reports of itself. */
    public static final Segment NETWORK_TRANSIT = new Segment("network-transit");
    /** Waiting for a permit of a pool; lies before {@link #BEDROCK_INVOKE}, not inside. */
    public static final Segment POOL_ACQUIRE = new Segment("pool-acquire");
    /** A lookup of a host name that somebody waited for. */
    public static final Segment DNS_RESOLUTION = new Segment("dns-resolution");
    /** A search in the vector index. */
    public static final Segment VECTOR_SEARCH = new Segment("vector-search");
    /** Looking for an answer in the cache. */
    public static final Segment CACHE_LOOKUP = new Segment("cache-lookup");
    /** Writing an answer to the cache; runs beside requests, never inside. */
    public static final Segment CACHE_WRITE = new Segment("cache-write");
    /** Writing the state of a session. */
    public static final Segment SESSION_UPDATE = new Segment("session-update");
    /** Reading the state of a session. */
    public static final Segment DYNAMO_SESSION = new Segment("dynamo-session");
    /** Evaluating text against a guardrail policy. */
    public static final Segment GUARDRAILS_CHECK = new Segment("guardrails-check");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final String name;

    private Segment(String name) {
        this.name = name;
    }

    /**
     * Returns the segment of that name. Names become tag values: take them from code, never from requests.
     *
     * @param name lower-case letters, digits and hyphens, at most 40, beginning with a letter
     * @return the segment
     * @throws IllegalArgumentException if the name is none
     */
    public static Segment of(String name) {
        Checks.check(NAME.matcher(name).matches(), "segment", "of the form [a-z][a-z0-9-]{0,39}", "'" + name + "'");
        return new Segment(name);
    }

    /**
     * Returns the name.
     *
     * @return the value of the meter tag {@code segment}
     */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Segment segment && segment.name.equals(name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
