package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mangaassist.testkit.RedisFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever becomes of the command, a removal is made in the end. */
final class RemovalsNotLostTest {

    private static final int VICTIM = 1000;

    private final LoopByHand writer = new LoopByHand(4);

    private WriterSnapshot now() {
        return writer.ledger.snapshot();
    }

    @ParameterizedTest
    @EnumSource(RedisFault.class)
    void a_removal_that_was_refused_is_made_again(RedisFault fault) {
        writer.remove(VICTIM);
        writer.turn();
        writer.redis.next().failed(fault, true);

        assertThat(writer.loop.isIdle()).as("the writer would drain it").isFalse();
        assertThat(writer.settle(VICTIM)).isEqualTo(RedisRequest.Verb.UNLINK);
        assertThat(now().failed()).isEqualTo(1);
        assertThat(now().written()).isEqualTo(1);
        assertThat(now().imbalance()).isZero();
        assertThat(writer.loop.isIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Flight.End.class)
    void a_write_over_a_queued_removal_that_does_not_arrive_leaves_the_removal(Flight.End end) {
        writer.remove(VICTIM);
        writer.write(VICTIM, "new");
        writer.turn();
        RedisCall write = writer.redis.next();
        assertThat(write.request().verb()).isEqualTo(RedisRequest.Verb.SET);
        if (end == Flight.End.WRITTEN) {
            write.replied(null);
        } else {
            write.failed(RedisFault.OUT_OF_MEMORY, end == Flight.End.FAILED);
        }
        assertThat(writer.settle(VICTIM)).isEqualTo(end == Flight.End.WRITTEN ? null : RedisRequest.Verb.UNLINK);
    }

    @Test
    void a_removal_made_again_does_not_replace_a_later_value_that_waits() {
        writer.remove(VICTIM);
        writer.turn();
        writer.redis.next().failed(RedisFault.READONLY, true);
        for (int i = 0; i < 4; i++) {
            writer.write(i, "fills the window");
        }
        writer.turn();
        writer.write(VICTIM, "later");
        writer.pass(Duration.ofMillis(300));

        assertThat(writer.settle(VICTIM)).isEqualTo(RedisRequest.Verb.SET);
        assertThat(now().imbalance()).isZero();
    }

    @Test
    void a_queued_write_turned_into_a_removal_is_not_dropped_as_the_oldest() {
        fillTheWindow();
        for (int i = 0; i < 3; i++) {
            writer.write(3000 + i, "older");
        }
        writer.write(VICTIM, "old");
        writer.turn();
        writer.remove(VICTIM);
        for (int i = 0; i < LoopByHand.ENTRIES; i++) {
            writer.write(i, "pushes");
        }
        writer.turn();

        assertThat(now().dropped(DropReason.QUEUE_FULL)).isPositive();
        assertThat(writer.settle(VICTIM)).isEqualTo(RedisRequest.Verb.UNLINK);
    }

    private void fillTheWindow() {
        for (int i = 0; i < 4; i++) {
            writer.write(2000 + i, "in flight");
        }
        writer.turn();
    }

    @Test
    void a_removal_that_comes_while_a_write_is_being_given_up_stays() {
        Slot slot = new Slot(Keys.key(VICTIM), Payload.removal(0));

        assertThat(writer.intake.giveUp(slot)).isFalse();
        assertThat(slot.peek().isRemoval()).isTrue();
    }

    @Test
    void without_a_layout_a_write_grows_stale_and_a_removal_does_not() {
        writer.redis.known = false;
        writer.write(1, "stale");
        writer.remove(VICTIM);
        writer.remove(VICTIM + 1);
        writer.write(VICTIM + 1, "owes a removal");
        writer.turn();
        writer.pass(Duration.ofSeconds(3));
        assertThat(now().dropped(DropReason.STALE)).isEqualTo(1);
        writer.redis.known = true;
        writer.turn();

        assertThat(writer.redis.calls)
                .extracting(call -> call.request().verb())
                .containsExactly(RedisRequest.Verb.UNLINK, RedisRequest.Verb.UNLINK);
    }

    @Test
    void what_is_owed_at_the_end_is_a_counted_drop() {
        writer.remove(VICTIM);
        writer.turn();
        writer.redis.next().failed(RedisFault.LOADING, true);
        writer.loop.close();
        writer.loop.closeOwed();

        assertThat(now().dropped(DropReason.SHUTDOWN)).isEqualTo(1);
        assertThat(now().imbalance()).isZero();
    }

    @Test
    void a_removal_refused_by_a_demoted_primary_arrives_when_it_is_promoted() {
        try (RedisFixture redis = RedisFixture.start();
                RedisTruth truth = new RedisTruth(redis);
                RedisConnector connector = Keys.connector(redis);
                CacheWriter live = CacheWriter.builder(connector)
                        .meterRegistry(new SimpleMeterRegistry())
                        .build()) {
            live.write(Keys.key(1), "retracted");
            await().until(() -> live.snapshot().written() == 1);
            truth.ask().replicaof("127.0.0.1", 1);
            live.invalidate(Keys.key(1));
            await().until(() -> live.snapshot().failed() > 0);
            truth.ask().replicaofNoOne();

            await().until(() -> truth.ask().exists(Keys.inRedis(Keys.key(1))) == 0);
        }
    }
}
