package dev.keyferry.e2e.marker;

/** Somebody who calls. */
record Role(String name, String token, Right right) {
    /** What it may do with the tunnels of the calls. */
    enum Right {
        EVERYTHING,
        NOTHING
    }
}
