package io.mangaassist.examples;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line of {@link ChatExample} says.
 *
 * @param requests how many requests are played
 * @param rps how many of them arrive in a second, on average
 * @param seed of everything that is drawn by chance
 * @param redis the Redis to use, or nothing to start one
 * @param bedrock which Bedrock to talk to
 * @param region the AWS region whose names are used
 * @param guardrail the Bedrock guardrail to ask, or nothing for the simulator's own and none elsewhere
 * @param metrics where the meters go besides, or nothing for the table alone
 * @param data the folder of questions.jsonl and policy.json
 */
record ChatOptions(
        int requests,
        double rps,
        long seed,
        Optional<URI> redis,
        BedrockChoice bedrock,
        String region,
        Optional<GuardrailId> guardrail,
        Optional<MetricsChoice> metrics,
        Path data) {

    static final String HELP = """
            Plays a load of shop questions through a chat that is wired from the four wrappers.

              --requests N       how many requests (default 2000)
              --rps N            arrivals in a second, Poisson (default 80)
              --seed N           seed of arrivals and questions (default 42)
              --redis URI        use this Redis, as in redis://localhost:6379 (default: start one)
              --bedrock WHERE    simulator (default), a URL that speaks the Bedrock Runtime API, or aws
              --region NAME      AWS region (default ap-northeast-1)
              --guardrail ID:V   Bedrock guardrail to ask (default: the simulator's; none elsewhere,
                                 where the local rules of policy.json judge alone)
              --metrics WHERE    prometheus[:PORT] serves http://127.0.0.1:9464/metrics, otlp[:URL] sends to
                                 a collector (http://localhost:4318/v1/metrics), emf:FILE writes
                                 CloudWatch's format (default: none, only the table at the end)
              --data DIR         folder of questions.jsonl and policy.json (default examples/data)
              --help             this text

            Exit codes: 0 played, 1 the chat failed, 2 the command or its input is wrong.
            """;

    /** A guardrail of the account and its version. */
    record GuardrailId(String name, String version) {}

    /** Which Bedrock: the simulator of the test kit, another server, or the real service. */
    record BedrockChoice(Kind kind, Optional<URI> url) {

        enum Kind {
            SIMULATOR,
            URL,
            AWS
        }

        static final BedrockChoice SIMULATOR = new BedrockChoice(Kind.SIMULATOR, Optional.empty());
        static final BedrockChoice AWS = new BedrockChoice(Kind.AWS, Optional.empty());

        static BedrockChoice at(URI url) {
            return new BedrockChoice(Kind.URL, Optional.of(url));
        }
    }
}
