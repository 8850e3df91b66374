package io.mangaassist.cache;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/**
 * The search commands that Redis' and Valkey's modules share: an index over hashes with a tag and a vector, and the
 * nearest neighbour by {@code KNN}. No text fields and no ranges, which Valkey did not have at first.
 */
final class LettuceSearch {

    /** What every key of this room begins with. */
    private static final String KEYS = "ma:";

    /** One step, so that there is no vector without an end; an older value of another type gives way. */
    private static final byte[] SET_VECTOR = """
            redis.call('UNLINK', KEYS[1])
            redis.call('HSET', KEYS[1], 's', ARGV[1], 'v', ARGV[2])
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return 1""".getBytes(StandardCharsets.US_ASCII);

    private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    /** Commands that Lettuce knows, under names that do not change with its versions. */
    @SuppressWarnings("deprecation") // an enum's own name() is what the interface would rather not have
    private enum Ft implements ProtocolKeyword {
        CREATE,
        SEARCH;

        private final byte[] bytes = ("FT." + this).getBytes(StandardCharsets.US_ASCII);

        @Override
        public byte[] getBytes() {
            return bytes;
        }
    }

    private LettuceSearch() {}

    static AsyncCommand<byte[], byte[], ?> of(RedisRequest request, CommandArgs<byte[], byte[]> args) {
        return switch (request.verb()) {
            case SET_VECTOR -> {
                args.add(SET_VECTOR).add(1).addKey(request.key()).add(request.text());
                args.addValue(request.frame()).add(request.ttlMillis());
                yield LettuceCommands.command(CommandType.EVAL, new IntegerOutput<>(CODEC), args);
            }
            case CREATE_INDEX -> {
                args.add(request.text())
                        .add("ON")
                        .add("HASH")
                        .add("PREFIX")
                        .add(1)
                        .add(KEYS);
                args.add("SCHEMA")
                        .add("s")
                        .add("TAG")
                        .add("v")
                        .add("VECTOR")
                        .add("FLAT")
                        .add(6);
                args.add("TYPE").add("FLOAT32").add("DIM").add(request.ttlMillis());
                args.add("DISTANCE_METRIC").add("COSINE");
                yield LettuceCommands.command(Ft.CREATE, new StatusOutput<>(CODEC), args);
            }
            default -> {
                String tag = new String(request.key(), StandardCharsets.US_ASCII);
                args.add(request.text())
                        .add("(@s:{" + tag + "})=>[KNN 1 @v $q AS " + LettuceNearestOutput.DISTANCE + "]");
                args.add("PARAMS").add(2).add("q").addValue(request.frame());
                args.add("RETURN").add(1).add(LettuceNearestOutput.DISTANCE);
                args.add("LIMIT").add(0).add(1).add("DIALECT").add(2);
                yield LettuceCommands.command(Ft.SEARCH, new LettuceNearestOutput(), args);
            }
        };
    }
}
