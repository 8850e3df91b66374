package io.mangaassist.dns;

import java.util.Locale;

/** Why a record or a packet was left out. */
enum RejectReason {
    /** The address is in none of the host's ranges. */
    OUTSIDE_POLICY,
    /** Loopback, link-local, multicast or unspecified, and not allowed by name. */
    SPECIAL_ADDRESS,
    /** An IPv4 address dressed as IPv6. */
    MAPPED_ADDRESS,
    /** A record that the question does not lead to. */
    UNRELATED_RECORD,
    /** A loop of aliases, or a chain of them that is too long. */
    ALIAS_CHAIN,
    /** An alias without an address at its end. */
    UNFINISHED_CHAIN,
    /** More records than any honest answer has. */
    TOO_MANY_RECORDS,
    /** A packet that cannot be decoded. */
    MALFORMED_PACKET,
    /** A packet with an id that was not asked with. */
    WRONG_ID,
    /** A packet that answers another question. */
    WRONG_QUESTION,
    /** A packet from somebody who was not asked. */
    WRONG_SENDER;

    private final String tag = name().toLowerCase(Locale.ROOT);

    String tag() {
        return tag;
    }
}
