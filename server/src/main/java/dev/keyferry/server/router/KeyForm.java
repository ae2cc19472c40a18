package dev.keyferry.server.router;

/** How a language writes a key. */
@FunctionalInterface
interface KeyForm {
    /**
     * Writes a key.
     *
     * @param key not kept
     * @return a secret, for the caller to wipe
     * @throws Inexpressible if the language has no form for it, or the router refuses it
     */
    byte[] of(byte[] key);
}
