package io.mangaassist.dns;

/** Which way the addresses of an endpoint lead. */
public enum EndpointRoute {
    /** Into the VPC: every address is in the expected ranges of an interface endpoint. */
    PRIVATE,
    /** Through a gateway endpoint: every address is in the ranges of its prefix list, which are public by design. */
    GATEWAY,
    /** Some addresses are in the expected ranges, some are not. */
    MIXED,
    /** No address is in the expected ranges. */
    PUBLIC,
    /** The addresses are in the expected ranges, and none of them can be connected to. */
    STALE,
    /** There is no address. */
    UNRESOLVED
}
