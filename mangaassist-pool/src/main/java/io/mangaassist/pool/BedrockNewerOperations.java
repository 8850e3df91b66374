package io.mangaassist.pool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Forwards operations that the SDK at run time has and the SDK at compile time had not; the interface's own default would
 * refuse them. Without such operations the plain facade is used and there is no proxy on the way.
 */
final class BedrockNewerOperations {

    private BedrockNewerOperations() {}

    static BedrockRuntimeAsyncClient async(
            BedrockRuntimeAsyncClient facade, Supplier<BedrockRuntimeAsyncClient> delegate) {
        return missing(BedrockRuntimeAsyncClient.class, facade).isEmpty()
                ? facade
                : proxy(
                        BedrockRuntimeAsyncClient.class,
                        facade,
                        (method, args) -> invoke(delegate.get(), method, args));
    }

    /** A blocking operation is forwarded to the asynchronous one of the same name. */
    static BedrockRuntimeClient sync(BedrockRuntimeClient facade, BedrockRuntimeAsyncClient async) {
        return missing(BedrockRuntimeClient.class, facade).isEmpty()
                ? facade
                : proxy(BedrockRuntimeClient.class, facade, (method, args) -> {
                    Method twin =
                            BedrockRuntimeAsyncClient.class.getMethod(method.getName(), method.getParameterTypes());
                    CompletableFuture<?> call =
                            (CompletableFuture<?>) Objects.requireNonNull(invoke(async, twin, args));
                    return BedrockJoin.join(call);
                });
    }

    /** Returns the operations of the interface that the facade neither handles nor forwards. */
    static List<Method> missing(Class<?> client, Object facade) {
        return Arrays.stream(client.getMethods())
                .filter(method -> isMissing(method, facade))
                .collect(Collectors.toList());
    }

    /** Overloads with a consumer and paginators are written in terms of the others. */
    private static boolean isMissing(Method method, Object facade) {
        Class<?>[] parameters = method.getParameterTypes();
        boolean derived = parameters.length > 0
                && (Consumer.class.isAssignableFrom(parameters[0])
                        || method.getName().endsWith("Paginator"));
        if (derived || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        try {
            return facade.getClass()
                    .getMethod(method.getName(), parameters)
                    .getDeclaringClass()
                    .isInterface();
        } catch (NoSuchMethodException absent) {
            return true;
        }
    }

    private static <C> C proxy(Class<C> client, C facade, Forward forward) {
        List<Method> missing = missing(client, facade);
        InvocationHandler handler = (proxy, method, args) -> {
            if (missing.contains(method)) {
                return forward.call(method, args);
            }
            boolean overload =
                    method.getParameterCount() > 0 && Consumer.class.isAssignableFrom(method.getParameterTypes()[0]);
            return overload ? InvocationHandler.invokeDefault(proxy, method, args) : invoke(facade, method, args);
        };
        return client.cast(Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    @FunctionalInterface
    private interface Forward {
        @Nullable
        Object call(Method method, @Nullable Object @Nullable [] args) throws Throwable;
    }
}
