package io.mangaassist.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decoded answer packet.
 *
 * @param code the response code, 0 for no error
 * @param records the answer section
 * @param denied whether the authority section has a record of type SOA, by which a server says that there is no more
 *     (RFC 2308)
 */
record DnsReply(int code, List<Item> records, boolean denied) {

    static final int NOERROR = 0;
    static final int NXDOMAIN = 3;

    DnsReply(int code, List<Item> records) {
        this(code, records, false);
    }

    /** One resource record. */
    static final class Item {

        private final String owner;
        private final int type;
        private final long ttl;
        private final byte[] data;
        private final @Nullable String target;

        /**
         * Makes a record.
         *
         * @param owner lower case, without the trailing dot
         * @param type the number of its type
         * @param ttl in seconds, as in the packet
         * @param data the bytes of an address, else empty
         * @param target where an alias points to, lower case and without the trailing dot, else null
         */
        Item(String owner, int type, long ttl, byte[] data, @Nullable String target) {
            this.owner = owner;
            this.type = type;
            this.ttl = ttl;
            this.data = data;
            this.target = target;
        }

        String owner() {
            return owner;
        }

        int type() {
            return type;
        }

        long ttl() {
            return ttl;
        }

        byte[] data() {
            return data;
        }

        @Nullable
        String target() {
            return target;
        }
    }
}
