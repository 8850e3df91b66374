package io.mangaassist.pool;

/** An amount that is used up by calls and comes again with time. Thread-safe. */
interface Allowance {

    /** For what is not limited. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public boolean take(double amount) {
            return true;
        }

        @Override
        public void add(double amount) {}
    };

    /** Takes all of it or nothing. */
    boolean take(double amount);

    /** Gives back; a negative amount takes more than there is. */
    void add(double amount);
}
