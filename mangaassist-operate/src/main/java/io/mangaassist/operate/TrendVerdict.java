package io.mangaassist.operate;

/** What a trend test says, of one segment or of all. */
public enum TrendVerdict {
    /** Nothing drifts upwards. */
    STEADY(0),
    /** A segment gets slower day by day, by more than it may, and not by chance. */
    DRIFT(1),
    /** There are too few days to judge by. */
    CANNOT_JUDGE(2);

    private final int exitCode;

    TrendVerdict(int exitCode) {
        this.exitCode = exitCode;
    }

    /**
     * Returns the exit code of the command line.
     *
     * @return 0, 1 or 2
     */
    public int exitCode() {
        return exitCode;
    }
}
