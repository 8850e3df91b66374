package io.mangaassist.testkit;

import java.io.File;
import java.io.IOException;
import redis.embedded.core.ExecutableProvider;

/** The Redis inside the optional {@code embedded-redis} jar; touched only when that jar is there. */
final class EmbeddedRedisBinary {
    private EmbeddedRedisBinary() {}

    static boolean isPresent() {
        try {
            Class.forName("redis.embedded.core.ExecutableProvider", false, EmbeddedRedisBinary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static String extract() throws IOException {
        File executable = ExecutableProvider.newJarResourceProvider().get();
        return executable.getAbsolutePath();
    }
}
