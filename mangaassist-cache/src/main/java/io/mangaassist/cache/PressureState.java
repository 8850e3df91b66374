package io.mangaassist.cache;

/** How short of memory Redis is, and what the writer does about it. In order of severity. */
public enum PressureState {
    /** Redis has no memory limit: no share to speak of; evictions are still watched. */
    UNBOUNDED,
    /** Enough memory. */
    NORMAL,
    /** From 75 %: time to raise the alarm; values live shorter, step by step. */
    ELEVATED,
    /** From 85 %: values live as short as they may, and only keys seen twice are written. */
    HIGH,
    /** From 92 %, or evictions over the limit: nothing is written; near caches serve. */
    CRITICAL
}
