package io.mangaassist.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The libraries' ways to write to a cache: by whose types, by which methods, and what it does to the caller. */
enum CacheWriteSink {
    LETTUCE_SYNC(
            "io\\.lettuce\\.core\\.(cluster\\.)?api\\.sync\\..*",
            Names.REDIS,
            "Lettuce waits for the reply on this thread"),
    LETTUCE_ASYNC(
            "io\\.lettuce\\.core\\.(cluster\\.)?api\\.(async|reactive)\\..*",
            Names.REDIS,
            "Lettuce's queue has no bound in bytes, and the call itself can wait while a connection comes back"),
    JEDIS("redis\\.clients\\.jedis\\..*", Names.REDIS + "|sync", "Jedis waits for the reply on this thread"),
    REDISSON_ASYNC(
            "org\\.redisson\\.api\\.R.*",
            "(set|trySet|compareAndSet|put|fastPut|add|expire|delete|unlink|remove|replace|offer|execute)\\w*Async",
            "Redisson's queue of commands has no bound"),
    REDISSON(
            "org\\.redisson\\.api\\.R.*",
            "(set|trySet|compareAndSet|put|fastPut|add|expire|delete|unlink|remove|replace|offer|execute)\\w*",
            "Redisson waits for the reply on this thread, and tries again for seconds"),
    SPRING_CACHE(
            "org\\.springframework\\.cache\\.Cache|org\\.springframework\\.data\\.redis\\.cache\\.RedisCacheWriter",
            "put|putIfAbsent|store|evict|evictIfPresent|remove|clear|invalidate|get",
            "Spring's cache writes on this thread, or through a queue without a bound"),
    SPRING_DATA_REDIS(
            "org\\.springframework\\.data\\.redis\\.core\\..*(Operations|Template)",
            Names.SPRING,
            "Spring Data Redis writes on this thread, or through a queue without a bound");

    /** What writes are called. */
    private static final class Names {

        private static final String REDIS =
                "(set|mset|hset|hmset|psetex|getset|getdel|getex|append|expire|pexpire|del|hdel"
                        + "|unlink|incr|decr|hincr|sadd|srem|zadd|zrem|lpush|rpush|lset|xadd|eval|fcall|jsonSet|json|copy"
                        + "|rename|persist|flush|exec|publish|pfadd|vadd|geoadd|dispatch|sendCommand)\\w*";
        private static final String SPRING =
                "(set|put|multiSet|add|expire|delete|unlink|remove|append|increment|decrement"
                        + "|leftPush|rightPush|getAndSet|getAndDelete|execute|convertAndSend|persist|rename)\\w*";
    }

    private final Pattern type;
    private final Pattern method;
    private final String effect;

    CacheWriteSink(String type, String method, String effect) {
        this.type = Pattern.compile(type);
        this.method = Pattern.compile(method);
        this.effect = effect;
    }

    /** The way that a method of a type, or of one of the types above it, is; empty for all others. */
    static Optional<CacheWriteSink> of(JavaClass owner, String methodName) {
        return Stream.of(values())
                .filter(sink -> sink.method.matcher(methodName).matches())
                .filter(sink -> sink.isType(owner))
                .findFirst();
    }

    private boolean isType(JavaClass owner) {
        return type.matcher(owner.getName()).matches()
                || owner.getAllRawSuperclasses().stream().anyMatch(this::isNamed)
                || owner.getAllRawInterfaces().stream().anyMatch(this::isNamed);
    }

    private boolean isNamed(JavaClass above) {
        return type.matcher(above.getName()).matches();
    }

    /** Half a sentence for the finding. */
    String effect() {
        return effect;
    }
}
