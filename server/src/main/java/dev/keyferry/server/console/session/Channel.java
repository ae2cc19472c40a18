package dev.keyferry.server.console.session;

/**
 * How a browser reached the server. What it sends over plain HTTP others on its host may read, so a
 * session belongs to the way on which it began.
 */
public enum Channel {
    PLAIN,
    TLS
}
