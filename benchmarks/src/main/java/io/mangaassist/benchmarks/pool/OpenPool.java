package io.mangaassist.benchmarks.pool;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mangaassist.core.Lane;
import io.mangaassist.core.Outcome;
import io.mangaassist.pool.PoolBreaker;
import io.micrometer.core.instrument.Clock;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Parts of the pool that its door does not show, opened for measurement. Constant handles are compiled to plain calls. */
final class OpenPool {

    private static final String HOME = "io.mangaassist.pool.";
    private static final Class<?> POOL = type("PermitPool");
    private static final Class<?> CONFIG = type("PermitPoolConfig");
    private static final Class<?> PERMIT = type("Permit");
    private static final Class<?> PASS = type("BreakerPass");

    private static final MethodHandle NEW_PASS =
            constructor(PASS, CircuitBreaker.class).asType(MethodType.methodType(Object.class, CircuitBreaker.class));
    private static final MethodHandle ASK =
            method(PASS, "ask", boolean.class).asType(MethodType.methodType(boolean.class, Object.class));
    private static final MethodHandle TELL = method(
                    PASS, "tell", void.class, Outcome.class, Throwable.class, long.class)
            .asType(MethodType.methodType(void.class, Object.class, Outcome.class, Throwable.class, long.class));
    private static final MethodHandle TAKE = method(POOL, "tryAcquire", PERMIT, Lane.class)
            .asType(MethodType.methodType(Object.class, Object.class, Lane.class));
    private static final MethodHandle RELEASE =
            method(PERMIT, "release", boolean.class).asType(MethodType.methodType(boolean.class, Object.class));

    private OpenPool() {}

    static Object permits(int limit) throws Throwable {
        Object config = constructor(
                        CONFIG, int.class, double.class, Duration.class, Duration.class, Clock.class, Executor.class)
                .invoke(20, 0.1, Duration.ofMillis(100), Duration.ofMillis(500), Clock.SYSTEM, (Executor)
                        Runnable::run);
        return constructor(POOL, CONFIG, int.class).invoke(config, limit);
    }

    static CircuitBreaker breaker() throws Throwable {
        Class<?> breakers = type("Breakers");
        Class<?> thresholds = type("PoolBreaker$Thresholds");
        Object defaults = method(PoolBreaker.class, "now", thresholds, Duration.class)
                .invoke(PoolBreaker.defaults(), Duration.ofSeconds(2));
        return (CircuitBreaker) lookup(breakers)
                .findStatic(
                        breakers,
                        "create",
                        MethodType.methodType(CircuitBreaker.class, String.class, thresholds, Clock.class))
                .invoke("sonnet", defaults, Clock.SYSTEM);
    }

    static Object pass(CircuitBreaker breaker) throws Throwable {
        return NEW_PASS.invokeExact(breaker);
    }

    static boolean ask(Object pass) throws Throwable {
        return (boolean) ASK.invokeExact(pass);
    }

    static void tellSuccess(Object pass, long nanos) throws Throwable {
        TELL.invokeExact(pass, Outcome.SUCCESS, (Throwable) null, nanos);
    }

    static @Nullable Object take(Object pool) throws Throwable {
        return TAKE.invokeExact(pool, Lane.INTERACTIVE);
    }

    static boolean release(Object permit) throws Throwable {
        return (boolean) RELEASE.invokeExact(permit);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(HOME + name);
        } catch (ClassNotFoundException moved) {
            throw new IllegalStateException(moved);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> home) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(home, MethodHandles.lookup());
    }

    private static MethodHandle constructor(Class<?> home, Class<?>... parameters) {
        try {
            return lookup(home).findConstructor(home, MethodType.methodType(void.class, parameters));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    private static MethodHandle method(Class<?> home, String name, Class<?> result, Class<?>... parameters) {
        try {
            return lookup(home).findVirtual(home, name, MethodType.methodType(result, parameters));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
