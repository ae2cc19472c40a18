package dev.keyferry.app.swanctl;

import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.identity.IkeIdentity;
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
        IkeIdentity identity = identity(tunnel);
        return identity.type().charonName() + ":#" + identity.hex();
    }

    /** The identity. */
    public IkeIdentity identity(Tunnel tunnel) {
        return switch (this) {
            case KEYID -> new IkeIdentity(IkeIdentity.Type.KEYID, tunnel.keyIdHex());
            case FQDN -> IkeIdentity.ofText(IkeIdentity.Type.FQDN, tunnel.fqdn());
            case EMAIL -> IkeIdentity.ofText(IkeIdentity.Type.EMAIL, tunnel.userFqdn());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
