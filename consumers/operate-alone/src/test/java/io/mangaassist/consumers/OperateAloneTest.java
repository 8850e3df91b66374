package io.mangaassist.consumers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mangaassist.core.TaskPlacement;
import io.mangaassist.operate.LatencyRecorder;
import org.junit.jupiter.api.Test;

final class OperateAloneTest {

    @Test
    void latencies_are_recorded_without_aws_and_netty() throws Exception {
        ClassPath.lacks("software.amazon.awssdk.core.SdkRequest", "io.netty.channel.Channel");
        LatencyRecorder recorder = LatencyRecorder.create(() -> TaskPlacement.of("ap-northeast-1", "ap-northeast-1a"));

        assertTrue(recorder.snapshot().toString().length() > 0);
    }
}
