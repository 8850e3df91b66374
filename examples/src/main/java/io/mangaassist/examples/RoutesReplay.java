package io.mangaassist.examples;

import io.mangaassist.core.Segment;
import io.mangaassist.core.Segments;
import io.mangaassist.core.TaskPlacement;
import io.mangaassist.examples.IncidentReplay.BeforeAfter;
import io.mangaassist.operate.GateReport;
import io.mangaassist.operate.GateSegment;
import io.mangaassist.operate.LatencyGate;
import io.mangaassist.operate.LatencyRecorder;
import io.mangaassist.operate.LatencySnapshot;
import io.mangaassist.testkit.BedrockSimulator;
import io.mangaassist.testkit.ModelBehaviour;
import io.mangaassist.testkit.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Scenario 3: after a change of routes the traffic passes a gateway that costs 30 ms. */
final class RoutesReplay {

    private static final int WARM_UP = 10;
    private static final int CALLS = 50;
    private static final int ALARM_MILLIS = 2_000;

    private RoutesReplay() {}

    static BeforeAfter run() {
        LatencyRecorder recorder = LatencyRecorder.create(TaskPlacement::unknown);
        try (BedrockSimulator bedrock = BedrockSimulator.builder()
                        .model(SimulatedWorld.HAIKU, ModelBehaviour.builder().build())
                        .build();
                TcpProxy gateway = TcpProxy.to(bedrock.port()).build()) {
            gateway.delayToServer(Duration.ofMillis(30));
            LatencySnapshot before = window(recorder, bedrock.endpoint());
            LatencySnapshot after = window(recorder, URI.create("http://127.0.0.1:" + gateway.port()));
            return new BeforeAfter(alarm(after), gate(before, after));
        }
    }

    private static String alarm(LatencySnapshot after) {
        double p95 = after.percentile(Segment.BEDROCK_INVOKE, 95).orElseThrow().toNanos() / 1e6;
        return IncidentReplay.text(
                "p95 is %.1f ms, the alarm at %d ms is %s", p95, ALARM_MILLIS, p95 > ALARM_MILLIS ? "on" : "silent");
    }

    private static String gate(LatencySnapshot before, LatencySnapshot after) {
        GateReport report = LatencyGate.builder().anyHour().build().judge(List.of(before), List.of(after));
        GateSegment invoke = report.segments().get(0);
        return IncidentReplay.text(
                "gate: %s, %s %.1f -> %.1f ms, exit code %d rolls the change back",
                report.verdict(),
                invoke.segment().name(),
                invoke.before(),
                invoke.after(),
                report.verdict().exitCode());
    }

    /** Calls one after another, once the connection is warm. */
    private static LatencySnapshot window(LatencyRecorder recorder, URI endpoint) {
        try (BedrockRuntimeAsyncClient client = SimulatedClient.at(endpoint, 1, http -> {});
                Segments segments = Segments.of(recorder.registry())) {
            for (int i = 0; i < WARM_UP; i++) {
                call(client);
            }
            for (int i = 0; i < CALLS; i++) {
                segments.time(Segment.BEDROCK_INVOKE, () -> call(client));
            }
            return recorder.snapshot();
        }
    }

    private static boolean call(BedrockRuntimeAsyncClient client) {
        return client.converse(request ->
                        request.modelId(SimulatedWorld.HAIKU).messages(SimulatedClient.question("Is it in stock?")))
                .join()
                .sdkHttpResponse()
                .isSuccessful();
    }
}
