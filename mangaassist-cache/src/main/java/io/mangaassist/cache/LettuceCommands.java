package io.mangaassist.cache;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;

/** Writes our commands in Lettuce's terms. Keys and values are bytes already: nothing is encoded on the event loop. */
final class LettuceCommands {

    private static final ByteArrayCodec CODEC = ByteArrayCodec.INSTANCE;

    /** Frame versions are big-endian, compared byte by byte: Lua compares strings as the server's locale sorts them. */
    private static final byte[] NEWER_ONLY = """
            local held = redis.call('GETRANGE', KEYS[1], %d, %d)
            for i = 1, #held == 8 and 8 or 0 do
              local old, new = string.byte(held, i), string.byte(ARGV[1], %d + i)
              if old > new then return 0 end
              if old < new then break end
            end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            return 1""".formatted(Frame.VERSION_AT, Frame.VERSION_AT + 7, Frame.VERSION_AT)
            .getBytes(StandardCharsets.US_ASCII);

    private LettuceCommands() {}

    static AsyncCommand<byte[], byte[], ?> of(RedisRequest request) {
        CommandArgs<byte[], byte[]> args = new CommandArgs<>(CODEC);
        return switch (request.verb()) {
            case SET_VECTOR, CREATE_INDEX, SEARCH -> LettuceSearch.of(request, args);
            case GET -> command(CommandType.GET, new ValueOutput<>(CODEC), args.addKey(request.key()));
            case INFO -> command(CommandType.INFO, new ValueOutput<>(CODEC), args);
            case UNLINK -> command(CommandType.UNLINK, new IntegerOutput<>(CODEC), args.addKey(request.key()));
            case SET -> {
                args.addKey(request.key()).addValue(request.frame());
                args.add(CommandKeyword.PX).add(request.ttlMillis());
                yield command(CommandType.SET, new StatusOutput<>(CODEC), args);
            }
            case SET_IF_NEWER -> {
                args.add(NEWER_ONLY).add(1).addKey(request.key());
                args.addValue(request.frame()).add(request.ttlMillis());
                yield command(CommandType.EVAL, new IntegerOutput<>(CODEC), args);
            }
        };
    }

    static <T> AsyncCommand<byte[], byte[], T> command(
            ProtocolKeyword type, CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
        return new AsyncCommand<>(new Command<>(type, output, args));
    }
}
