package io.mangaassist.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is sent to a server with a search module, and what is made of its replies. */
@SuppressWarnings("NullAway.Init") // each test opens the server that it needs
final class RedisSearchContractTest {

    /** How servers answer FT.SEARCH. */
    enum Form {
        /** Redis and Valkey under RESP2: count, key, fields. */
        LIST(false),
        /** Valkey under RESP3: the same list. */
        LIST_IN_RESP3(true),
        /** Redis under RESP3: a map. */
        MAP(true);

        private final boolean resp3;

        Form(boolean resp3) {
            this.resp3 = resp3;
        }

        String found(String key, String distance) {
            return this == MAP
                    ? "%5\r\n" + bulk("attributes") + "*0\r\n" + bulk("warning") + "*0\r\n" + bulk("total_results")
                            + ":1\r\n" + bulk("format") + bulk("STRING") + bulk("results") + "*1\r\n%3\r\n" + bulk("id")
                            + bulk(key) + bulk("extra_attributes") + "%1\r\n" + bulk("ma_distance") + bulk(distance)
                            + bulk("values") + "*0\r\n"
                    : "*3\r\n:1\r\n" + bulk(key) + "*2\r\n" + bulk("ma_distance") + bulk(distance);
        }

        String nothing() {
            return this == MAP
                    ? "%5\r\n" + bulk("attributes") + "*0\r\n" + bulk("warning") + "*0\r\n" + bulk("total_results")
                            + ":0\r\n" + bulk("format") + bulk("STRING") + bulk("results") + "*0\r\n"
                    : "*1\r\n:0\r\n";
        }
    }

    private static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private SearchStub server;
    private RedisConnector connector;
    private CacheWriter writer;
    private ResponseCache<String> answers;
    private SemanticCache<String> cache;

    private void open(boolean resp3) throws IOException {
        server = new SearchStub(resp3);
    }

    private SemanticCache<String> cache() {
        connector = RedisConnector.of(server.uri());
        writer = CacheWriter.builder(connector).meterRegistry(registry).build();
        answers = ResponseCache.builder(connector, writer, CacheCodec.TEXT)
                .meterRegistry(registry)
                .readTimeout(Duration.ofSeconds(2))
                .build();
        cache = SemanticCache.builder(answers, question -> CompletableFuture.completedFuture(new float[] {3, 4}), 2)
                .meterRegistry(registry)
                .embedTimeout(Duration.ofSeconds(2))
                .searchInRedis()
                .build();
        return cache;
    }

    @AfterEach
    void close() {
        if (cache != null) {
            cache.close();
            answers.close();
            writer.close();
            connector.close();
        }
        server.close();
    }

    private SemanticResult<String> find(String question) {
        return cache.find(Keys.SHOP, question).join();
    }

    /** Puts a question and returns the key under which its vector was stored in the server. */
    private String put(String question) {
        await().until(() -> !server.asked("FT.CREATE").isEmpty());
        int before = server.asked("EVAL").size();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            cache.put(Keys.SHOP, question, "answer");
            return server.asked("EVAL").size() > before;
        });
        return server.asked("EVAL").get(before).get(3);
    }

    @ParameterizedTest
    @EnumSource
    void the_nearest_is_read_from_every_form_of_reply(Form form) throws IOException {
        open(form.resp3);
        cache();
        String key = put("known");
        server.on("FT.SEARCH", form.found(key, "0.05"));

        assertThat(find("alike").match()).isEqualTo(SemanticResult.Match.SEMANTIC);
        assertThat(find("alike").value()).isEqualTo("answer");
        assertThat(find("alike").similarity()).isEqualTo(Similarity.ofCosine(0.95));

        server.on("FT.SEARCH", form.found(key, "0.12"));
        assertThat(find("alike").match()).isEqualTo(SemanticResult.Match.GREY);
        server.on("FT.SEARCH", form.found(key, "0.4"));
        assertThat(find("alike").match()).isEqualTo(SemanticResult.Match.MISS);
        server.on("FT.SEARCH", form.nothing());
        assertThat(find("alike").match()).isEqualTo(SemanticResult.Match.MISS);
    }

    @Test
    void the_index_the_vector_and_the_question_are_sent_as_servers_want_them() throws IOException {
        open(true);
        cache();
        String key = put("known");
        server.on("FT.SEARCH", Form.MAP.nothing());
        SemanticResult<String> unused = find("alike");

        assertThat(String.join(" ", server.asked("FT.CREATE").get(0)))
                .matches(
                        "FT.CREATE ma-[0-9a-f]{12} ON HASH PREFIX 1 ma: SCHEMA s TAG v VECTOR FLAT 6 TYPE FLOAT32 DIM 2"
                                + " DISTANCE_METRIC COSINE");
        List<String> stored = server.asked("EVAL").get(0);
        String floats = floats(0.6f, 0.8f);
        assertThat(stored.get(1)).contains("HSET").contains("PEXPIRE");
        assertThat(stored.subList(2, 3)).containsExactly("1");
        assertThat(key).startsWith(Keys.SHOP.prefix() + "w:");
        assertThat(stored.get(4)).as("the tag needs no escapes").matches("[0-9a-f]{32}");
        assertThat(stored.get(5)).as("length 1, little-endian").isEqualTo(floats);
        assertThat(Long.parseLong(stored.get(6))).as("ends by itself").isBetween(1_000_000L, 2_000_000L);

        List<String> search = server.asked("FT.SEARCH").get(0);
        assertThat(search.subList(2, search.size()))
                .containsExactly(
                        "(@s:{" + stored.get(4) + "})=>[KNN 1 @v $q AS ma_distance]",
                        "PARAMS",
                        "2",
                        "q",
                        floats,
                        "RETURN",
                        "1",
                        "ma_distance",
                        "LIMIT",
                        "0",
                        "1",
                        "DIALECT",
                        "2");
    }

    private static String floats(float... parts) {
        return new String(VectorEntry.floats(parts), StandardCharsets.ISO_8859_1);
    }

    @Test
    void another_number_is_guarded_by_the_key_of_the_vector() throws IOException {
        open(true);
        cache();
        server.on("FT.SEARCH", Form.MAP.found(put("Is volume 107 out?"), "0.01"));

        assertThat(find("Is volume 108 out?").match()).isEqualTo(SemanticResult.Match.GUARDED);
        assertThat(find("Is volume 107 there?").match()).isEqualTo(SemanticResult.Match.SEMANTIC);
    }

    @Test
    void an_index_that_exists_is_used() throws IOException {
        open(true);
        server.on("FT.CREATE", "-Index already exists\r\n").on("FT.SEARCH", Form.MAP.nothing());
        cache();

        assertThat(put("known")).contains(":w:");
    }

    @Test
    void without_a_search_module_alike_questions_are_found_in_this_process() throws IOException {
        open(true);
        server.on("FT.CREATE", "-ERR unknown command 'FT.CREATE', with args beginning with: 'ma'\r\n");
        server.on("FT.SEARCH", "-ERR unknown command 'FT.SEARCH', with args beginning with: 'ma'\r\n");
        cache();
        await().until(() -> !server.asked("FT.SEARCH").isEmpty());
        cache.put(Keys.SHOP, "known", "answer");

        assertThat(find("alike").match()).isEqualTo(SemanticResult.Match.SEMANTIC);
        assertThat(server.asked("EVAL"))
                .as("nothing is stored for a search that there is not")
                .isEmpty();
    }

    @Test
    void an_index_that_went_with_its_server_is_made_again() throws IOException {
        open(true);
        cache();
        String unused = put("known");
        server.on("FT.SEARCH", "-ma: no such index\r\n");

        assertThat(find("alike").match()).isEqualTo(SemanticResult.Match.MISS);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.asked("FT.CREATE").size() > 1);
    }

    @ParameterizedTest
    @EnumSource
    void replies_that_make_no_sense_are_misses(Form form) throws IOException {
        open(form.resp3);
        cache();
        String key = put("known");
        Stream.of(
                        form.found("somebody:else", "0.01"),
                        form.found(key, "nan"),
                        form.found(key, "a word"),
                        form.found(key.replaceAll(":[^:]*$", ""), "0.01"),
                        "+OK\r\n",
                        "*0\r\n")
                .forEach(reply -> {
                    server.on("FT.SEARCH", reply);
                    assertThat(find("alike").match()).as(reply).isEqualTo(SemanticResult.Match.MISS);
                });
    }

    @Test
    void a_silent_server_is_a_miss_in_time() throws IOException {
        open(true);
        cache();
        String unused = put("known");
        server.on("FT.SEARCH", "");

        assertThat(cache.find(Keys.SHOP, "alike")).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void an_invalidated_question_goes_from_the_index_too() throws IOException {
        open(true);
        cache();
        String key = put("known");
        cache.invalidate(Keys.SHOP, "known");

        await().until(() -> server.asked("UNLINK").stream().anyMatch(words -> words.contains(key)));
    }
}
