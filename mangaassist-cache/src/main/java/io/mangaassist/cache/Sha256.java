package io.mangaassist.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 over fields of known length, shortened and in letters that every Redis tool prints. */
final class Sha256 {

    private static final Base64.Encoder LETTERS = Base64.getUrlEncoder().withoutPadding();

    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Adds a field with its length before it, so that ("ab", "c") is not ("a", "bc"). */
    Sha256 field(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
        return this;
    }

    Sha256 field(String text) {
        return field(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the first {@code bytes} bytes of the hash as hexadecimal digits. */
    String digits(int bytes) {
        return HexFormat.of().formatHex(digest.digest(), 0, bytes);
    }

    /** Returns the first {@code bytes} bytes of the hash as URL-safe base 64. */
    String letters(int bytes) {
        return LETTERS.encodeToString(Arrays.copyOf(digest.digest(), bytes));
    }
}
