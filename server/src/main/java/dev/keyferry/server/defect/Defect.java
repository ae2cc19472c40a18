package dev.keyferry.server.defect;

/**
 * Our own code failed where it must not: to try again does not help. The cause's text may quote a
 * key, so it is logged by {@link WithoutTexts} alone.
 */
public final class Defect extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Defect(Throwable cause) {
        super("a defect of Keyferry", cause);
    }
}
