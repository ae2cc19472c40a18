package dev.keyferry.app.command.psk.generate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.router.RouterConfiguration;
import java.util.Arrays;

/**
 * A key that was made for a tunnel, and what the tunnel's router is to be told.
 *
 * @param psk letters and digits alone
 */
record NewKey(String id, String name, RouterConfiguration router, Psk psk) {
    NewKey(Tunnel tunnel, RouterConfiguration router, Psk psk) {
        this(tunnel.id(), tunnel.name(), router, psk);
    }

    /** The key as a call sends it. */
    KeyEntry entry() {
        byte[] key = psk.reveal();
        try {
            return new KeyEntry(name, new String(key, US_ASCII));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
