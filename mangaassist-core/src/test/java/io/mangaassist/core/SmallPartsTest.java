package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class SmallPartsTest {

    private static final Logger LOG = LoggerFactory.getLogger(SmallPartsTest.class);

    @Test
    void two_netty_versions_are_named_with_an_artifact_each() {
        assertThat(NettyVersions.mixture(Map.of("4.2.20.Final", "netty-common")))
                .isEmpty();
        assertThat(NettyVersions.mixture(new java.util.TreeMap<>(
                        Map.of("4.2.20.Final", "netty-common", "4.1.136.Final", "netty-codec"))))
                .isEqualTo("netty-codec 4.1.136.Final, netty-common 4.2.20.Final");
    }

    @Test
    void foreign_code_that_throws_goes_no_further() {
        assertThatCode(() -> Guard.safely(LOG, "A listener", () -> {
                    throw new AssertionError("broken");
                }))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Guard.safely(LOG, "A listener", () -> {
                    throw new OutOfMemoryError("full");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void thread_locals_follow_a_wrapped_task() {
        ThreadLocal<String> trace = new ThreadLocal<>();
        ContextRegistry.getInstance().registerThreadLocalAccessor("trace", trace);
        AtomicReference<String> seen = new AtomicReference<>();
        try {
            trace.set("1-abc");
            Runnable wrapped = CapturedContext.capture().wrap(() -> seen.set(trace.get()));
            trace.remove();
            wrapped.run();
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("trace");
        }

        assertThat(seen).hasValue("1-abc");
        assertThat(trace.get()).as("nothing stays on the thread").isNull();
    }

    @Test
    void a_thread_without_a_context_hands_nothing_over() {
        assertThat(CapturedContext.capture()).isSameAs(CapturedContext.none());
    }

    @Test
    void a_thread_local_that_breaks_costs_the_context_and_not_the_work() {
        AtomicBoolean readable = new AtomicBoolean();
        AtomicInteger ran = new AtomicInteger();
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(
                        "broken",
                        () -> {
                            if (readable.get()) {
                                return "value";
                            }
                            throw new IllegalStateException("get");
                        },
                        value -> {
                            throw new IllegalStateException("set");
                        },
                        () -> {
                            throw new IllegalStateException("clear");
                        });
        try {
            CapturedContext.capture().wrap(ran::incrementAndGet).run();
            readable.set(true);
            CapturedContext.capture().wrap(ran::incrementAndGet).run();
        } finally {
            ContextRegistry.getInstance().removeThreadLocalAccessor("broken");
        }

        assertThat(ran).hasValue(2);
    }

    @Test
    void a_meter_gets_as_many_tag_values_as_it_has_tags() {
        try (InstanceMeters meters = InstanceMeters.create(new SimpleMeterRegistry(), "test", "default")) {
            assertThatThrownBy(() -> meters.timer(CoreMeter.SEGMENT, "request"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("mangaassist.segment");
        }
    }

    @Test
    void a_name_is_free_again_after_closing() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        InstanceMeters first = InstanceMeters.create(registry, "test", "chat");
        try (InstanceMeters second = InstanceMeters.create(registry, "test", "chat")) {
            assertThat(second.instance()).isEqualTo("chat-2");
        }
        first.close();
        try (InstanceMeters third = InstanceMeters.create(registry, "test", "chat")) {
            assertThat(third.instance()).isEqualTo("chat");
        }
    }

    @Test
    void a_closed_instance_cannot_remove_the_meters_of_the_one_that_took_its_name() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        InstanceMeters old = InstanceMeters.create(registry, "test", "chat");
        old.close();
        try (InstanceMeters young = InstanceMeters.create(registry, "test", "chat")) {
            young.counter(CoreMeter.SETTING_CHANGED, "size").increment();
            old.counter(CoreMeter.SETTING_CHANGED, "size").increment();

            assertThat(registry.get("mangaassist.setting.changed").counter().count())
                    .isOne();
        }
    }

    @Test
    void a_meter_that_comes_after_closing_does_not_stay() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        InstanceMeters meters = InstanceMeters.create(registry, "test", "default");
        meters.close();

        meters.counter(CoreMeter.SETTING_CHANGED, "late").increment();

        assertThat(registry.getMeters()).isEmpty();
    }
}
