package io.mangaassist.cache;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply to a search for one neighbour: {@code "<distance> <key>"}, or null if there is none. It takes both
 * forms: the flat list (count, key, fields), which begins with a number, and the map of RESP3, where the key follows
 * the word {@code id}; in both the distance follows its own name. What else a server adds is passed over.
 */
final class LettuceNearestOutput extends CommandOutput<byte[], byte[], byte[]> {

    /** The name under which the distance is asked for. */
    static final String DISTANCE = "ma_distance";

    private static final String ID = "id";

    private boolean list;
    private boolean begun;
    private String before = "";
    private @Nullable String key;
    private @Nullable String distance;

    LettuceNearestOutput() {
        super(ByteArrayCodec.INSTANCE, null);
    }

    @Override
    public void set(long integer) {
        if (!begun) {
            list = true;
        }
        take(Long.toString(integer), false);
    }

    @Override
    public void set(double number) {
        take(Double.toString(number), false);
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
        take(bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes).toString(), true);
    }

    @Override
    public void setSingle(ByteBuffer bytes) {
        set(bytes);
    }

    @Override
    public void setBigNumber(ByteBuffer bytes) {
        set(bytes);
    }

    @Override
    public void set(boolean value) {
        take("", false);
    }

    private void take(String scalar, boolean text) {
        if (before.equals(DISTANCE)) {
            distance = scalar;
        } else if (text && key == null && (list || before.equals(ID))) {
            key = scalar;
        }
        begun = true;
        before = scalar;
    }

    @Override
    public byte @Nullable [] get() {
        return key == null || distance == null ? null : (distance + " " + key).getBytes(StandardCharsets.UTF_8);
    }
}
