package dev.keyferry.lab.space;

/** Something in a running lab did not do what it was told, or not in time. Carries no secrets. */
public final class LabFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LabFailure(String message) {
        super(message);
    }

    public LabFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
