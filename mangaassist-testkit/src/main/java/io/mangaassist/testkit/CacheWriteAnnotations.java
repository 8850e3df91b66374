package io.mangaassist.testkit;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Optional;
import java.util.Set;

/** Annotations by which a framework writes to a cache around a method. */
final class CacheWriteAnnotations {

    private static final Set<String> NAMES = Set.of(
            "org.springframework.cache.annotation.CachePut",
            "org.springframework.cache.annotation.Cacheable",
            "org.springframework.cache.annotation.CacheEvict",
            "org.springframework.cache.annotation.Caching",
            "com.alicp.jetcache.anno.Cached",
            "com.alicp.jetcache.anno.CacheUpdate");

    private CacheWriteAnnotations() {}

    /** The annotation's name with a sign before it, if the method has one. */
    static Optional<String> on(JavaCodeUnit unit) {
        return unit.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getName())
                .filter(NAMES::contains)
                .map(name -> "@" + name)
                .findFirst();
    }
}
