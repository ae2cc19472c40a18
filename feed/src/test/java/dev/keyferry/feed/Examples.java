package dev.keyferry.feed;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.SessionId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import java.util.List;

/** Values that many tests use. */
public final class Examples {
    public static final Epoch EPOCH = new Epoch("00112233445566778899aabbccddeeff");
    public static final EdgeId EDGE = new EdgeId("edge-1");
    public static final AccountId ACCOUNT = new AccountId("a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
    public static final AccountNumber NUMBER = new AccountNumber(12345);
    public static final TunnelId TUNNEL = new TunnelId("abc123def4567890abcdef1234567890");
    public static final PskVersion VERSION = new PskVersion(7);
    public static final Revision REVISION = new Revision(42);

    public static final SessionId SESSION = new SessionId("5e5510005e5510005e5510005e551000");
    public static final GatewayCondition SERVING =
            new GatewayCondition(
                    GatewayCondition.Kind.SERVING, "", GatewayCondition.Assurance.ASSURED);

    private Examples() {}

    public static TunnelId tunnel(long number) {
        return new TunnelId("%032x".formatted(number));
    }

    public static KeyBinding binding(long tunnelNumber) {
        return binding(EDGE, tunnel(tunnelNumber), VERSION);
    }

    public static KeyBinding binding() {
        return binding(EDGE, TUNNEL, VERSION);
    }

    public static KeyBinding binding(EdgeId edge, TunnelId tunnel, PskVersion version) {
        return new KeyBinding(
                EPOCH, edge, ACCOUNT, NUMBER, tunnel, version, identities(NUMBER, tunnel));
    }

    public static List<IkeIdentity> identities(AccountNumber number, TunnelId tunnel) {
        return GeneratedIdentities.of(number, tunnel, IkeDomain.DEFAULT).all();
    }
}
