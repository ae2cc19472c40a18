package dev.keyferry.server.domain.tunnel;

/** Whether ESP without encryption may be negotiated. */
public enum NullCipher {
    REFUSED,
    ALLOWED
}
