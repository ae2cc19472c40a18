package dev.keyferry.server.store.rows.identity;

import dev.keyferry.server.domain.tunnel.CustomFqdn;
import dev.keyferry.server.domain.tunnel.FarIdentities;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The columns {@code custom_fqdn} and {@code explicit_identities} of a tunnel. */
public final class FarIdentitiesColumns {
    private FarIdentitiesColumns() {}

    public static FarIdentities of(ResultSet row) throws SQLException {
        String custom = row.getString("custom_fqdn");
        byte[] explicit = row.getBytes("explicit_identities");
        // Most tunnels have neither, and ten thousand are read at once.
        return custom == null && explicit == null
                ? FarIdentities.NONE
                : new FarIdentities(
                        Optional.ofNullable(custom).map(CustomFqdn::new),
                        explicit == null ? List.of() : IdentityList.decode(explicit));
    }

    /** The value of {@code custom_fqdn}. */
    public static Optional<String> custom(FarIdentities far) {
        return far.custom().map(CustomFqdn::value);
    }

    /** The value of {@code explicit_identities}. */
    public static Optional<byte[]> explicit(FarIdentities far) {
        return far.explicit().isEmpty()
                ? Optional.empty()
                : Optional.of(IdentityList.encode(far.explicit()));
    }
}
