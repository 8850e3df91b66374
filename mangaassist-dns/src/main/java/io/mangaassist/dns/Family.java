package io.mangaassist.dns;

import java.net.InetAddress;

/** The two kinds of address records, A and AAAA. */
enum Family {
    IPV4(1, 4),
    IPV6(28, 16);

    private final int recordType;
    private final int length;

    Family(int recordType, int length) {
        this.recordType = recordType;
        this.length = length;
    }

    boolean has(InetAddress address) {
        return address.getAddress().length == length;
    }

    /** Returns the number of the DNS record type. */
    int recordType() {
        return recordType;
    }

    /** Returns the length of an address in bytes. */
    int length() {
        return length;
    }
}
