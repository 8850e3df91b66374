package io.mangaassist.testkit;

import org.jspecify.annotations.Nullable;

/** The part of a fault that strikes before there is an answer. */
final class EarlyFault {
    private EarlyFault() {}

    /**
     * Lets the fault strike, or leaves it for the answer.
     *
     * @param answer is given the fault that remains, or null, when the call is to be answered
     */
    static void strike(@Nullable Fault fault, boolean streams, Exchange exchange, Answer answer) {
        if (fault == null || (streams && !fault.isBeforeAnswer()) || fault.kind() == Fault.Kind.TRUNCATION) {
            answer.send(fault);
            return;
        }
        switch (fault.kind()) {
            case ERROR -> exchange.error(fault);
            case RESET -> exchange.reset();
            case DISCONNECT -> exchange.disconnect();
            case GO_AWAY -> {
                exchange.goAway();
                answer.send(null);
            }
            case STALL -> {
                if (!fault.duration().isZero()) {
                    exchange.after(fault.duration().toNanos(), () -> answer.send(null));
                }
            }
            case TRUNCATION -> throw new IllegalStateException("truncation belongs to the answer");
        }
    }

    /** What comes after. */
    @FunctionalInterface
    interface Answer {
        void send(@Nullable Fault fault);
    }
}
