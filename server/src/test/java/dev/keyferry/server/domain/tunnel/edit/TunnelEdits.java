package dev.keyferry.server.domain.tunnel.edit;

import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.tunnel.TunnelName;
import java.util.List;

/** Edits of one field, for tests. */
public final class TunnelEdits {
    private TunnelEdits() {}

    public static TunnelEdit nothing() {
        return edit(Edit.keep(), Edit.keep(), Edit.keep());
    }

    public static TunnelEdit name(String name) {
        return edit(Edit.to(new TunnelName(name)), Edit.keep(), Edit.keep());
    }

    public static TunnelEdit cloudflareEndpoint(String address) {
        return edit(Edit.keep(), Edit.to(new IpAddress(address)), Edit.keep());
    }

    public static TunnelEdit explicit(IkeIdentity... identities) {
        return edit(Edit.keep(), Edit.keep(), Edit.to(List.of(identities)));
    }

    private static TunnelEdit edit(
            Edit<TunnelName> name,
            Edit<IpAddress> cloudflareEndpoint,
            Edit<List<IkeIdentity>> explicit) {
        return new TunnelEdit(
                name,
                cloudflareEndpoint,
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                Edit.keep(),
                HealthCheckEdit.NOTHING,
                Edit.keep(),
                new FarIdentitiesEdit(Edit.keep(), explicit));
    }
}
