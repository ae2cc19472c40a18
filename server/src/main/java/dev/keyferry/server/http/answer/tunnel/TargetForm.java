package dev.keyferry.server.http.answer.tunnel;

/**
 * How {@code health_check.target} stands in a request and in its answer; the header {@value
 * #HEADER} says which.
 */
public enum TargetForm {
    /** The address that is in effect. */
    TEXT,
    /** {@code {saved, effective}}. */
    OBJECT;

    public static final String HEADER = "x-magic-new-hc-target";
}
