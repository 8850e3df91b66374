package io.mangaassist.benchmarks.guardrails;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import io.mangaassist.guardrails.AnswerContext;
import io.mangaassist.guardrails.GuardPolicy;
import io.mangaassist.guardrails.GuardrailMode;
import io.mangaassist.guardrails.GuardrailSession;
import io.mangaassist.guardrails.Guardrails;
import io.mangaassist.guardrails.IntentPolicy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ahocorasick.trie.Trie;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per character of a clean text, on one core. Ours is a whole {@link GuardrailSession}: folding, 1,000
 * literals, 50 patterns, hold-back and the text it releases. The peers search the text as it is, without folding or
 * hold-back, for as much of the policy as they can: {@code java.util.regex} and RE2/J 500 of the literals as one
 * alternation, the two Aho-Corasick libraries all 1,000 literals and no pattern.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LocalTierBenchmark {

    private static final int CHARACTERS = 10_000;
    private static final int SLOW_CHARACTERS = 1_000;
    private static final int PIECE = 3;
    private static final int ALTERNATIVES = 500;

    private final String text = ManyRules.text(CHARACTERS);
    private final String shortText = text.substring(0, SLOW_CHARACTERS);
    private Guardrails all;
    private Guardrails literalsOnly;
    private Pattern regex;
    private com.google.re2j.Pattern re2j;
    private Trie trie;
    private AhoCorasickDoubleArrayTrie<String> doubleArray;

    @Setup
    public void build() {
        all = guardrails(50);
        literalsOnly = guardrails(0);
        String alternatives = ManyRules.literals().stream()
                .skip(ALTERNATIVES / 2)
                .limit(ALTERNATIVES)
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        regex = Pattern.compile(alternatives);
        re2j = com.google.re2j.Pattern.compile(alternatives);
        trie = Trie.builder().addKeywords(ManyRules.literals()).build();
        TreeMap<String, String> words = new TreeMap<>();
        ManyRules.literals().forEach(word -> words.put(word, word));
        doubleArray = new AhoCorasickDoubleArrayTrie<>();
        doubleArray.build(words);
    }

    @TearDown
    public void close() {
        all.close();
        literalsOnly.close();
    }

    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public Object oursWholeText() {
        GuardrailSession session = all.session(AnswerContext.of("c"));
        session.offer(text);
        return session.complete();
    }

    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public Object oursTokenByToken() {
        return tokenByToken(all.session(AnswerContext.of("c")));
    }

    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public Object oursLiteralsOnly() {
        GuardrailSession session = literalsOnly.session(AnswerContext.of("c"));
        session.offer(text);
        return session.complete();
    }

    @Benchmark
    @OperationsPerInvocation(SLOW_CHARACTERS)
    public boolean javaUtilRegex500() {
        return regex.matcher(shortText).find();
    }

    @Benchmark
    @OperationsPerInvocation(SLOW_CHARACTERS)
    public boolean re2j500() {
        return re2j.matcher(shortText).find();
    }

    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public boolean ahocorasick() {
        return trie.containsMatch(text);
    }

    @Benchmark
    @OperationsPerInvocation(CHARACTERS)
    public boolean hankcsDoubleArray() {
        return doubleArray.matches(text);
    }

    private Object tokenByToken(GuardrailSession session) {
        for (int at = 0; at < CHARACTERS; at += PIECE) {
            session.offer(text.substring(at, Math.min(CHARACTERS, at + PIECE)));
        }
        return session.complete();
    }

    private static Guardrails guardrails(int patterns) {
        GuardPolicy policy = GuardPolicy.parse("many.json", ManyRules.policy(1000, patterns));
        return Guardrails.builder(policy)
                .meterRegistry(new SimpleMeterRegistry())
                .intents(IntentPolicy.always(GuardrailMode.ASYNC))
                .build();
    }
}
