package io.mangaassist.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The little of the DNS wire format that the codec leaves to its user. */
final class DnsWire {
    private static final int MAX_LABEL = 63;

    private DnsWire() {}

    /** A name as record data: labels with their lengths, without compression. */
    static byte[] name(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length() + 2);
        for (String label : name.split("\\.", -1)) {
            if (!label.isEmpty()) {
                byte[] ascii = label.getBytes(StandardCharsets.US_ASCII);
                Require.that(ascii.length <= MAX_LABEL, "label", "at most 63 bytes", ascii.length);
                bytes.write(ascii.length);
                bytes.writeBytes(ascii);
            }
        }
        bytes.write(0);
        return bytes.toByteArray();
    }
}
