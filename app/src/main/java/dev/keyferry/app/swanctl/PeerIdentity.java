package dev.keyferry.app.swanctl;

import dev.keyferry.app.api.Tunnel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Which of a tunnel's generated identities the router sends. */
public enum PeerIdentity {
    KEYID,
    FQDN,
    EMAIL;

    /**
     * The identity as charon reads it literally: {@code <type>:#} and its bytes in hexadecimal. No
     * other form is safe from being read as a wildcard or another type.
     */
    String of(Tunnel tunnel) {
        String hex =
                switch (this) {
                    case KEYID -> tunnel.keyIdHex();
                    case FQDN -> hex(tunnel.fqdn());
                    case EMAIL -> hex(tunnel.userFqdn());
                };
        return this + ":#" + hex;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
