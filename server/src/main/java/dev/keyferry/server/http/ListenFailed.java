package dev.keyferry.server.http;

/** An address to listen on is taken or not permitted; the cause says which. */
public final class ListenFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ListenFailed(String address, Throwable cause) {
        super("cannot listen on " + address, cause);
    }
}
