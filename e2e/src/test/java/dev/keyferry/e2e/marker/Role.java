package dev.keyferry.e2e.marker;

/** Somebody who calls. */
record Role(String name, String token, Right right) {
    /** What it may do with the tunnels of the calls. */
    enum Right {
        EVERYTHING,
        /** In the bulk call alone. */
        SETTING_KEYS,
        /** One that the server makes. */
        GENERATING_KEYS,
        NOTHING
    }

    @Override
    public String toString() {
        return name;
    }

    /** Whether it has the server make a key. */
    boolean mayGenerate() {
        return right == Right.EVERYTHING || right == Right.GENERATING_KEYS;
    }

    /** Whether the call, which is none that has a key made, succeeds in full or in part. */
    boolean mayMake(Call call) {
        return switch (right) {
            case EVERYTHING -> call.shows() != Call.Shows.NOTHING;
            case SETTING_KEYS -> call.shows() == Call.Shows.SECRET;
            case GENERATING_KEYS, NOTHING -> false;
        };
    }
}
