package javax.annotation.meta;

/**
 * Named by the {@code @Nullable} of Spring 6, whose own library (JSR 305) is banned here. Without this enum javac warns of
 * Spring's class files, and a warning is an error.
 */
public enum When {
    ALWAYS,
    UNKNOWN,
    MAYBE,
    NEVER
}
