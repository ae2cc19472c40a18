package dev.keyferry.server.domain.tunnel;

/** Whether packets to the customer are protected against replay. */
public enum ReplayProtection {
    ON,
    OFF
}
