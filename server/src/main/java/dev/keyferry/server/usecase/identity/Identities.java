package dev.keyferry.server.usecase.identity;

import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.ExtraIdentity;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.identity.ReservedNames;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.identity.IdentityNotation;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.tunnel.CustomFqdn;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.port.Group;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The identities of a tunnel's far side, and which of them it may have. A key is owned by its
 * tunnel's identities, so whoever had another's would open the other's tunnel. {@link #of} is
 * thread-safe; {@link #claim} is confined to the writer's thread.
 */
public final class Identities {
    private final IkeDomain domain;
    private final EdgeNames names;

    public Identities(IkeDomain domain, EdgeNames names) {
        this.domain = domain;
        this.names = names;
    }

    /** All identities in the order of a record: generated, custom and explicit. */
    public List<IkeIdentity> of(AccountNumber number, TunnelId tunnel, FarIdentities far) {
        return of(domain, number, tunnel, far);
    }

    /** The same in a domain. */
    public static List<IkeIdentity> of(
            IkeDomain domain, AccountNumber number, TunnelId tunnel, FarIdentities far) {
        List<IkeIdentity> generated = GeneratedIdentities.of(number, tunnel, domain).all();
        if (far.isEmpty()) {
            return generated;
        }
        return Stream.concat(generated.stream(), given(far)).sorted().toList();
    }

    /**
     * Refuses a caller who may not say by himself which identities a tunnel has beside the
     * generated ones and the custom FQDN. An identity is one of the whole edge, which serves other
     * accounts as well, so the right must be for all of them.
     *
     * @throws Refusal.Forbidden if the right of an operator is missing
     */
    public static void requireOperator(Caller caller) {
        if (!caller.rights().allowEverywhere(Permission.OPERATOR)) {
            throw new Refusal.Forbidden();
        }
    }

    /**
     * Claims the tunnel's identities for it, in place of those that it had; what else the decision
     * asks sees it so, and so do later decisions if this one is accepted.
     *
     * @param tunnel as it will be
     * @param pointer JSON pointer (RFC 6901) to the tunnel's object in the request's body
     * @throws Refusal.Invalid if one of them is another's, or nobody's to have, or if the tunnel
     *     ends at an address that is a tunnel's identity
     */
    public void claim(Group group, Account account, Tunnel tunnel, String pointer) {
        FarIdentities far = tunnel.parameters().farIdentities();
        far.custom().ifPresent(custom -> requireCustom(group, account, tunnel, custom, pointer));
        String explicit = pointer + "/keyferry/identities";
        for (IkeIdentity identity : far.explicit()) {
            ExtraIdentity.objection(identity, domain)
                    .ifPresent(why -> refuse(explicit, identity, why));
            objection(group, tunnel, identity).ifPresent(why -> refuse(explicit, identity, why));
        }
        group.claim(tunnel, given(far).toList());
        for (IkeIdentity identity : far.explicit()) {
            // Behind the claim, so that the tunnel's own endpoint is among those that are known.
            if (endpointOf(identity).filter(group::isEndpoint).isPresent()) {
                refuse(explicit, identity, "it is an address at which tunnels end");
            }
        }
        requireFreeEndpoint(group, tunnel, pointer);
    }

    private void requireCustom(
            Group group, Account account, Tunnel tunnel, CustomFqdn custom, String pointer) {
        String here = pointer + "/custom_remote_identities/fqdn_id";
        if (!custom.isOf(account.number(), domain)) {
            throw new Refusal.Invalid(
                    here,
                    "a custom FQDN of this account is one label followed by "
                            + ExtraIdentity.customSuffix(account.number(), domain));
        }
        objection(group, tunnel, custom.identity())
                .ifPresent(why -> {
                    throw new Refusal.Invalid(here, "this custom FQDN is refused: " + why);
                });
    }

    private Optional<String> objection(Group group, Tunnel tunnel, IkeIdentity identity) {
        if (group.claimant(tunnel.edge(), identity)
                .filter(claimant -> !claimant.equals(tunnel.id()))
                .isPresent()) {
            return Optional.of("another tunnel has it");
        }
        ReservedNames own = names.of(tunnel.edge());
        return own.reserves(identity)
                ? Optional.of("it is a name or an address of a gateway")
                : Optional.empty();
    }

    private static void refuse(String pointer, IkeIdentity identity, String why) {
        throw new Refusal.Invalid(
                pointer,
                "an identity of type "
                        + IdentityNotation.typeName(identity.type())
                        + " is refused: "
                        + why);
    }

    private static void requireFreeEndpoint(Group group, Tunnel tunnel, String pointer) {
        if (isIdentity(group, tunnel.parameters().cloudflareEndpoint())) {
            throw new Refusal.Invalid(
                    pointer + "/cloudflare_endpoint", "this address is an identity of a tunnel");
        }
    }

    /** True if the address is an identity of a tunnel, as an address or as text. */
    public static boolean isIdentity(Group group, IpAddress address) {
        return group.isClaimed(asIdentity(address));
    }

    private static Stream<IkeIdentity> given(FarIdentities far) {
        return Stream.concat(
                far.custom().map(CustomFqdn::identity).stream(), far.explicit().stream());
    }

    /** The address that the identity is, or that stands as text in it. */
    private static Optional<IpAddress> endpointOf(IkeIdentity identity) {
        return ExtraIdentity.addressOf(identity)
                .map(address -> new IpAddress(address.getHostAddress()));
    }

    /** Stands for its text in other types as well, because a charon prints them alike. */
    private static IkeIdentity asIdentity(IpAddress address) {
        return new IkeIdentity(
                address.isIpv4() ? IkeIdentity.Type.IPV4 : IkeIdentity.Type.IPV6,
                HexFormat.of().formatHex(address.bytes()));
    }
}
