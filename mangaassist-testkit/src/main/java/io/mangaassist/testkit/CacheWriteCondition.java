package io.mangaassist.testkit;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Each cache write that a handler reaches is one violation, with the way to it and what to call instead. */
final class CacheWriteCondition extends ArchCondition<JavaMethod> {

    private static final String INSTEAD = "Call io.mangaassist.cache.CacheWriter.write(key, value) instead, or"
            + " ResponseCache.put(key, value) if the value should be readable here at once: both return at once and"
            + " count what becomes of the write";

    CacheWriteCondition() {
        super("not reach a cache write");
    }

    @Override
    public void check(JavaMethod handler, ConditionEvents events) {
        for (CacheWritePath path : CallWalk.from(handler)) {
            String message = "Handler " + handler.getFullName() + " " + path.describe() + ". " + INSTEAD;
            events.add(SimpleConditionEvent.violated(handler, message));
        }
    }
}
