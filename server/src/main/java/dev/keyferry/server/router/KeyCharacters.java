package dev.keyferry.server.router;

/** What languages ask of a key. No text has a key or a part of one. */
final class KeyCharacters {
    private KeyCharacters() {}

    static boolean isLetterOrDigit(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** True for what some languages read as hexadecimal digits or Base64. */
    static boolean beginsLikeANumber(byte[] key) {
        return key.length > 1
                && key[0] == '0'
                && (key[1] == 'x' || key[1] == 'X' || key[1] == 's' || key[1] == 'S');
    }

    /**
     * Requires a length and printable ASCII without some characters.
     *
     * @param router such as {@code FortiOS}
     */
    static void require(byte[] key, String router, int fewest, int most, String without) {
        if (key.length < fewest || key.length > most) {
            throw new Inexpressible(
                    router + " takes keys of " + fewest + " to " + most + " characters");
        }
        for (byte c : key) {
            if (c < ' ' || c > '~' || without.indexOf(c) >= 0) {
                throw new Inexpressible(
                        "the key has a character that " + router + " cannot be given here");
            }
        }
    }
}
