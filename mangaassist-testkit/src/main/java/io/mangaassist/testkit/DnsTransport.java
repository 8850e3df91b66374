package io.mangaassist.testkit;

/** How a DNS query came. */
public enum DnsTransport {
    /** In a datagram. */
    UDP,
    /** Over a connection, after its length. */
    TCP
}
