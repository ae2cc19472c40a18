package dev.keyferry.bench.report;

/**
 * One figure beside its target.
 *
 * @param work what was done, in a few words
 * @param target in words, empty where there is none
 * @param measured the figure with its unit, never empty
 */
public record Row(String work, String target, String measured, Verdict verdict) {

    /** Whether the figure reaches its target. */
    public enum Verdict {
        MET,
        MISSED,
        /** There is no target for it: it stands beside one that has. */
        BESIDE;

        /** What {@code reached} says. */
        public static Verdict of(boolean reached) {
            return reached ? MET : MISSED;
        }
    }

    public Row {
        if (work.isBlank() || measured.isBlank()) {
            throw new IllegalArgumentException("a row says what was done and what was measured");
        }
    }

    /** A figure without a target. */
    public static Row beside(String work, String measured) {
        return new Row(work, "", measured, Verdict.BESIDE);
    }
}
