package dev.keyferry.server.domain;

/** Whether a call changes anything. */
public enum Mode {
    APPLY,
    /** The same answer as far as it can be known, and nothing is written or sent. */
    VALIDATE_ONLY
}
