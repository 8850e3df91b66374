package io.mangaassist.operate;

/** What a gate says, of one segment or of all. */
public enum GateVerdict {
    /** No median rose by the threshold. */
    PASS(0),
    /** A median rose by the threshold or more, and not by chance. */
    FAIL(1),
    /** There is too little to judge by. */
    CANNOT_JUDGE(2);

    private final int exitCode;

    GateVerdict(int exitCode) {
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
