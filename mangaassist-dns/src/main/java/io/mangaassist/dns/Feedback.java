package io.mangaassist.dns;

import io.micrometer.core.instrument.Clock;
import java.net.InetAddress;
import java.util.Optional;

/** What connections tell about addresses. */
final class Feedback {

    private final HostTable hosts;
    private final Refresher refresher;
    private final AnswerMaker answers;
    private final Clock clock;

    Feedback(HostTable hosts, Refresher refresher, AnswerMaker answers, Clock clock) {
        this.hosts = hosts;
        this.refresher = refresher;
        this.answers = answers;
        this.clock = clock;
    }

    /** Hands the address out last from now on, and looks whether there is news. */
    void demote(String host, InetAddress address) {
        Optional<String> name = HostNames.normalise(host);
        KnownHost known = name.isEmpty() ? null : hosts.find(name.orElseThrow());
        Answer answer = known == null ? null : known.answer();
        if (known == null || answer == null || !answer.addresses().contains(address)) {
            return;
        }
        long now = clock.monotonicTime();
        known.demotions().add(address, now);
        known.reorder(answer, answer.reordered(answers.rotation(known, answer.addresses(), now)));
        if (known.demotions().mayForce(now)) {
            refresher.force(known);
        }
    }
}
