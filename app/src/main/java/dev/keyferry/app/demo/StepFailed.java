package dev.keyferry.app.demo;

/** What a step shows did not show. The message says what was seen instead; it holds no key. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepFailed(String message) {
        super(message);
    }

    /** Fails with the message where the claim does not hold. */
    static void unless(boolean claim, String message) {
        if (!claim) {
            throw new StepFailed(message);
        }
    }
}
