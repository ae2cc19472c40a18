package dev.keyferry.gateway.secrets;

import dev.keyferry.feed.id.TunnelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The secrets that a charon listed.
 *
 * @param tunnels those of our tunnels, the last written first
 * @param strays ids with our prefix that name no tunnel
 * @param foreign how many belong to others
 * @param foreignBytes what those take in the reply
 */
public record Listing(List<TunnelId> tunnels, List<String> strays, int foreign, int foreignBytes) {
    /**
     * A longer reply is not asked for: past 512 KiB charon gives none at all, and every later reply
     * would seem to answer the request before it.
     */
    static final int MAX_REPLY_BYTES = 500_000;

    /** A list item has a byte of type and two of length. */
    private static final int ITEM_OVERHEAD = 3;

    public Listing {
        tunnels = List.copyOf(tunnels);
        strays = List.copyOf(strays);
    }

    static Listing of(List<String> ids, SecretIds ours) {
        List<TunnelId> tunnels = new ArrayList<>(ids.size());
        List<String> strays = new ArrayList<>();
        int foreign = 0;
        int foreignBytes = 0;
        for (String id : ids) {
            Optional<TunnelId> tunnel = ours.tunnel(id);
            if (tunnel.isPresent()) {
                tunnels.add(tunnel.get());
            } else if (ours.isOurs(id)) {
                strays.add(id);
            } else {
                foreign++;
                foreignBytes += listedBytes(id.length());
            }
        }
        return new Listing(tunnels, strays, foreign, foreignBytes);
    }

    static int listedBytes(int idLength) {
        return ITEM_OVERHEAD + idLength;
    }
}
