package dev.keyferry.app;

/** What the command's exit code tells a script. */
public enum ExitCode {
    DONE(0),
    /** Refused in part or whole; wins over {@link #NOT_LOADED_EVERYWHERE}. */
    REFUSED(1),
    USAGE(2),
    UNREACHABLE(3),
    /** The keys are stored, but some gateway has not confirmed them. */
    NOT_LOADED_EVERYWHERE(4),
    /** A defect of this program. */
    DEFECT(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
