package dev.keyferry.feed.seal;

/**
 * A record or a data key that this edge's control plane did not make for this place. It says the
 * same whatever was wrong, so that it helps nobody who tries.
 */
public final class NotAuthentic extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAuthentic() {
        super("the record is not authentic");
    }
}
