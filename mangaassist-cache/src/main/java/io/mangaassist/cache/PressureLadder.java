package io.mangaassist.cache;

/** Turns shares of memory into states; up at once, down only five points below the step. Belongs to one thread. */
final class PressureLadder {

    private static final double HYSTERESIS = 0.05;

    private final PressureConfig config;
    private PressureState state = PressureState.NORMAL;

    PressureLadder(PressureConfig config) {
        this.config = config;
    }

    /**
     * Takes the next reading.
     *
     * @param bounded whether any primary has a memory limit
     * @param share the fullest primary's, 0 to 1
     * @param evictionsPerMinute the highest of the primaries
     * @return the state now
     */
    PressureState step(boolean bounded, double share, double evictionsPerMinute) {
        PressureState up = stateAt(share, evictionsPerMinute, 1);
        PressureState down = stateAt(share + HYSTERESIS, evictionsPerMinute, 0.5);
        if (up.compareTo(state) > 0) {
            state = up;
        } else if (down.compareTo(state) < 0) {
            state = down;
        }
        if (!bounded && state.compareTo(PressureState.CRITICAL) < 0) {
            state = PressureState.UNBOUNDED;
        } else if (bounded && state == PressureState.UNBOUNDED) {
            state = up;
        }
        return state;
    }

    private PressureState stateAt(double share, double evictionsPerMinute, double evictionShare) {
        if (share >= config.critical() || evictionsPerMinute > config.evictionsPerMinute() * evictionShare) {
            return PressureState.CRITICAL;
        }
        if (share >= config.high()) {
            return PressureState.HIGH;
        }
        return share >= config.elevated() ? PressureState.ELEVATED : PressureState.NORMAL;
    }
}
