package io.mangaassist.operate;

/** The recording path of one meter: hands each value to the few series it feeds. Allocates nothing. Any thread. */
final class EmfRecorder {

    private final EmfSeries[] series;
    private final EmfSeries[] shares;
    private final boolean bad;

    EmfRecorder(EmfSeries[] series, EmfSeries[] shares, boolean bad) {
        this.series = series;
        this.shares = shares;
        this.bad = bad;
    }

    void time(long nanos) {
        for (EmfSeries each : series) {
            each.time(nanos);
        }
        for (EmfSeries each : shares) {
            each.share(bad);
        }
    }

    void size(double value) {
        for (EmfSeries each : series) {
            each.size(value);
        }
    }

    void count(double amount) {
        for (EmfSeries each : series) {
            each.count(amount);
        }
    }

    void markCounts() {
        for (EmfSeries each : series) {
            each.counts();
        }
    }
}
