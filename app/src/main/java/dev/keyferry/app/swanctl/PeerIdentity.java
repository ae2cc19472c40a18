package dev.keyferry.app.swanctl;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.feed.identity.IkeIdentity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of a tunnel's identities the router sends: one of the generated ones, or of those that the
 * operator gave, as an adopted router has one. Immutable.
 */
public final class PeerIdentity {
    /** The generated key id. */
    public static final PeerIdentity KEYID = new PeerIdentity(PeerIdentity::keyId);

    /** The first that the operator gave; where there is none, the key id. */
    public static final PeerIdentity DEFAULT =
            new PeerIdentity(tunnel -> first(tunnel).orElseGet(() -> keyId(tunnel)));

    /** The words that {@link #parse} knows. */
    public static final List<String> WORDS = List.of("keyid", "fqdn", "email", "explicit");

    private final Function<Tunnel, IkeIdentity> choice;

    private PeerIdentity(Function<Tunnel, IkeIdentity> choice) {
        this.choice = choice;
    }

    /**
     * The choice that an option names: one of {@link #WORDS}, or {@code TYPE:VALUE} of an identity
     * that the operator gave.
     *
     * @throws Failure if it is none
     */
    public static PeerIdentity parse(String text) {
        return switch (text) {
            case "keyid" -> KEYID;
            case "fqdn" -> generated(IkeIdentity.Type.FQDN, Tunnel::fqdn);
            case "email" -> generated(IkeIdentity.Type.EMAIL, Tunnel::userFqdn);
            case "explicit" ->
                    new PeerIdentity(tunnel ->
                            first(tunnel)
                                    .orElseThrow(() -> none(tunnel, "no identity of its own")));
            default -> named(text);
        };
    }

    /**
     * The identity as charon reads it literally: {@code <type>:#} and its bytes in hexadecimal. No
     * other form is safe from being read as a wildcard or another type.
     */
    String of(Tunnel tunnel) {
        IkeIdentity identity = identity(tunnel);
        return identity.type().charonName() + ":#" + identity.hex();
    }

    /**
     * The identity.
     *
     * @throws Failure if the tunnel has none such
     */
    public IkeIdentity identity(Tunnel tunnel) {
        return choice.apply(tunnel);
    }

    private static PeerIdentity generated(IkeIdentity.Type type, Function<Tunnel, String> text) {
        return new PeerIdentity(tunnel -> IkeIdentity.ofText(type, text.apply(tunnel)));
    }

    private static PeerIdentity named(String text) {
        if (text.indexOf(':') < 0) {
            throw Failure.usage(
                    "--identity is none of " + String.join(", ", WORDS),
                    "give one of these, or TYPE:VALUE of an identity of the tunnel");
        }
        IkeIdentity named = ExplicitIdentity.parse(text).identity();
        return new PeerIdentity(tunnel ->
                explicit(tunnel).stream()
                        .filter(named::equals)
                        .findFirst()
                        .orElseThrow(() -> none(tunnel, "not the identity that is named")));
    }

    private static IkeIdentity keyId(Tunnel tunnel) {
        return new IkeIdentity(IkeIdentity.Type.KEYID, tunnel.keyIdHex());
    }

    private static Optional<IkeIdentity> first(Tunnel tunnel) {
        return explicit(tunnel).stream().findFirst();
    }

    private static List<IkeIdentity> explicit(Tunnel tunnel) {
        return ExplicitIdentity.of(tunnel).stream().map(ExplicitIdentity::identity).toList();
    }

    private static Failure none(Tunnel tunnel, String lack) {
        return new Failure(
                ExitCode.REFUSED,
                "tunnel " + Printable.of(tunnel.name()) + " has " + lack,
                "`keyferry tunnel show` lists what it has; `keyferry tunnel update --identity`"
                        + " gives it others");
    }
}
