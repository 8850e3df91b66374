package io.mangaassist.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TaskPlacementTest {

    private static final String TASK = """
            {"Cluster":"arn:aws:ecs:ap-northeast-1:111122223333:cluster/manga-assist-prod",
             "TaskARN":"arn:aws:ecs:ap-northeast-1:111122223333:task/manga-assist-prod/0123abcd",
             "Family":"manga-assist-orchestrator","Revision":"42","Limits":{"CPU":1,"Memory":[2048]},
             "AvailabilityZone":"ap-northeast-1a","LaunchType":"FARGATE","Containers":[{"Name":"app"}]}
            """;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch testEnds = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        testEnds.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void the_metadata_of_a_task_tell_where_it_runs() {
        answer(200, TASK);

        TaskPlacement placement = detect(Duration.ofSeconds(10));

        assertThat(placement.region()).isEqualTo("ap-northeast-1");
        assertThat(placement.availabilityZone()).isEqualTo("ap-northeast-1a");
        assertThat(placement.cluster()).isEqualTo("manga-assist-prod");
        assertThat(placement.task()).isEqualTo("0123abcd");
        assertThat(placement.revision()).isEqualTo("manga-assist-orchestrator:42");
    }

    @Test
    void a_page_instead_of_json_means_unknown() {
        answer(200, "<html><body>Welcome</body></html>");

        assertThat(detect(Duration.ofSeconds(10))).isSameAs(TaskPlacement.unknown());
    }

    @Test
    void a_refusal_means_unknown() {
        answer(404, TASK);

        assertThat(detect(Duration.ofSeconds(10))).isSameAs(TaskPlacement.unknown());
    }

    @Test
    void an_endpoint_that_is_not_there_means_unknown() {
        String gone = endpoint();
        server.stop(0);

        assertThat(EcsMetadata.placement(gone, Duration.ofSeconds(10)).join()).isSameAs(TaskPlacement.unknown());
    }

    @Test
    void an_endpoint_that_never_answers_means_unknown_when_the_limit_is_reached() {
        server.createContext("/task", exchange -> awaitEnd());

        assertThat(detect(Duration.ofMillis(100))).isSameAs(TaskPlacement.unknown());
    }

    @Test
    void a_body_that_never_ends_means_unknown_when_the_limit_is_reached() {
        server.createContext("/task", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
            awaitEnd();
        });

        assertThat(detect(Duration.ofMillis(300))).isSameAs(TaskPlacement.unknown());
    }

    @Test
    void outside_of_ecs_nothing_is_asked() {
        assertThat(EcsMetadata.placement(null, Duration.ofSeconds(1))).isCompletedWithValue(TaskPlacement.unknown());
        assertThat(EcsMetadata.placement("no address", Duration.ofSeconds(10)).join())
                .isSameAs(TaskPlacement.unknown());
    }

    private void awaitEnd() {
        try {
            assertThat(testEnds.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(int status, String body) {
        server.createContext("/task", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private TaskPlacement detect(Duration limit) {
        return EcsMetadata.placement(endpoint(), limit).join();
    }
}
