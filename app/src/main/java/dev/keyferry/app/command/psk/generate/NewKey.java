package dev.keyferry.app.command.psk.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.router.RouterSide;
import java.util.Arrays;

/**
 * A key that was made for a tunnel, and what there is to say to the tunnel's router.
 *
 * @param psk letters and digits alone
 */
record NewKey(RouterSide router, Psk psk) {
    String id() {
        return router.id();
    }

    String name() {
        return router.name();
    }

    /** The key as a call sends it. */
    KeyEntry entry() {
        byte[] key = psk.reveal();
        try {
            return new KeyEntry(name(), new String(key, US_ASCII));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
