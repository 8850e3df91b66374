package io.mangaassist.testkit;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks from a method over everything it may call, breadth first, so that the way told is the shortest. */
final class CallWalk {

    /** What is behind these doors writes in the background. */
    private static final Set<String> DOORS = Set.of("io.mangaassist.cache");

    private static final Set<String> COMPOSING = Set.of(
            "thenCompose",
            "thenComposeAsync",
            "thenCombine",
            "thenAcceptBoth",
            "allOf",
            "anyOf",
            "flatMap",
            "flatMapMany",
            "concatMap",
            "then",
            "thenReturn",
            "thenMany",
            "and",
            "when",
            "zip",
            "zipWith",
            "zipWhen",
            "delayUntil",
            "concatWith",
            "mergeWith",
            "await",
            "awaitAll",
            "join",
            "get",
            "block",
            "blockOptional",
            "awaitSingle",
            "thenApply",
            "handle",
            "toFuture",
            "getNow");

    private static final Set<String> ASYNC_TYPES = Set.of(
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Future",
            "org.reactivestreams.Publisher",
            "io.lettuce.core.LettuceFutures",
            "io.lettuce.core.RedisFuture",
            "org.redisson.api.RFuture",
            "reactor.core.publisher.Mono",
            "reactor.core.publisher.Flux");

    private static final Set<CacheWriteSink> FUTURES =
            Set.of(CacheWriteSink.LETTUCE_ASYNC, CacheWriteSink.REDISSON_ASYNC, CacheWriteSink.SPRING_DATA_REDIS);

    private final Map<JavaCodeUnit, JavaCodeUnit> cameFrom = new HashMap<>();
    private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
    private final Map<String, CacheWritePath> found = new LinkedHashMap<>();

    private CallWalk() {}

    /** All cache writes that the method may reach, each with one way to it. */
    static Collection<CacheWritePath> from(JavaMethod start) {
        CallWalk walk = new CallWalk();
        walk.reach(start, start);
        for (JavaCodeUnit next = walk.open.poll(); next != null; next = walk.open.poll()) {
            walk.visit(next);
        }
        return walk.found.values();
    }

    private void reach(JavaCodeUnit unit, JavaCodeUnit from) {
        if (cameFrom.putIfAbsent(unit, from) == null) {
            open.add(unit);
        }
    }

    private void visit(JavaCodeUnit unit) {
        CacheWriteAnnotations.on(unit)
                .ifPresent(name -> add(unit, name, unit.getSourceCodeLocation().toString(), null));
        for (JavaCodeUnitAccess<?> call : calls(unit)) {
            Optional<CacheWriteSink> sink = sinkOf(call);
            if (sink.isPresent()) {
                String write = call.getTargetOwner().getName() + "." + call.getName();
                add(unit, write, call.getSourceCodeLocation().toString(), sink.get());
            } else if (!DOORS.contains(call.getTargetOwner().getPackageName())) {
                targets(call.getTarget()).forEach(next -> reach(next, unit));
            }
        }
    }

    private static Optional<CacheWriteSink> sinkOf(JavaCodeUnitAccess<?> call) {
        Optional<CacheWriteSink> sink = CacheWriteSink.of(call.getTargetOwner(), call.getName());
        boolean reads = sink.filter(CacheWriteSink.SPRING_CACHE::equals).isPresent()
                && call.getName().equals("get")
                && call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.getName().equals("java.util.concurrent.Callable"));
        return reads ? Optional.empty() : sink;
    }

    private void add(
            JavaCodeUnit unit, String write, String at, @org.jspecify.annotations.Nullable CacheWriteSink sink) {
        boolean composed = sink != null && FUTURES.contains(sink) && composes(unit);
        String effect = sink == null ? "the annotation writes before the method's caller goes on" : sink.effect();
        String place = at.replaceAll("[()]", "");
        found.putIfAbsent(write + place, new CacheWritePath(way(unit), write, place, composed, effect));
    }

    private List<String> way(JavaCodeUnit end) {
        List<String> names = new ArrayList<>();
        JavaCodeUnit at = end;
        while (true) {
            names.add(0, at.getOwner().getSimpleName() + "." + at.getName());
            JavaCodeUnit before = cameFrom.getOrDefault(at, at);
            if (before.equals(at)) {
                return names;
            }
            at = before;
        }
    }

    private static List<JavaCodeUnitAccess<?>> calls(JavaCodeUnit unit) {
        List<JavaCodeUnitAccess<?>> calls = new ArrayList<>(unit.getCallsFromSelf());
        calls.addAll(unit.getMethodReferencesFromSelf());
        calls.addAll(unit.getConstructorReferencesFromSelf());
        return calls;
    }

    private static boolean composes(JavaCodeUnit unit) {
        return calls(unit).stream()
                .anyMatch(call -> COMPOSING.contains(call.getName())
                        && ASYNC_TYPES.stream().anyMatch(call.getTargetOwner()::isAssignableTo));
    }

    /** The method itself and every imported one that may run in its place. */
    private static Stream<? extends JavaCodeUnit> targets(CodeUnitAccessTarget target) {
        List<JavaCodeUnit> named =
                target.resolveMember().stream().map(JavaCodeUnit.class::cast).toList();
        String[] parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
        Stream<JavaMethod> overriding = target.getOwner().getAllSubclasses().stream()
                .map(below -> below.tryGetMethod(target.getName(), parameters))
                .flatMap(Optional::stream);
        return Stream.concat(named.stream(), overriding);
    }
}
