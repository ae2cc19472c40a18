package dev.keyferry.lab.space;

/**
 * This machine, or this user on it, cannot hold a lab. The message names each missing thing and its
 * mend.
 */
public final class LabUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient LabRequirements requirements;

    public LabUnavailable(LabRequirements requirements) {
        super("no lab can be held here:\n" + requirements.explained());
        this.requirements = requirements;
    }

    /** What is missing, never empty. */
    public LabRequirements requirements() {
        return requirements;
    }
}
