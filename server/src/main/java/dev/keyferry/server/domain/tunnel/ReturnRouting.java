package dev.keyferry.server.domain.tunnel;

/** Whether traffic goes back into the tunnel that it came from. */
public enum ReturnRouting {
    MANUAL,
    AUTOMATIC
}
