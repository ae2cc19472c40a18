package dev.keyferry.bench.work;

import dev.keyferry.bench.product.ApiCaller;
import dev.keyferry.bench.product.KeySet;
import dev.keyferry.bench.yardstick.BareVici;
import dev.keyferry.bench.yardstick.Secret;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What charon holds, asked of charon itself over a connection of its own. */
final class Held {
    private Held() {}

    /** The ids of all secrets, the last written first. */
    static List<String> ids(Path socket) {
        try (BareVici vici = BareVici.connect(socket)) {
            return vici.ids();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The secrets that Keyferry loaded, in the order in which it wrote them: what a yardstick must
     * load to do the same.
     *
     * @param written ids, the last written first
     */
    static List<Secret> inOrder(List<String> written, KeySet keys, ApiCaller.Account account) {
        return written.reversed().stream().map(id -> secret(id, keys, account)).toList();
    }

    /**
     * Checks that charon holds a secret for each of these tunnels, and no other.
     *
     * @throws IllegalStateException if it does not
     */
    static List<String> requireExactly(Path socket, Collection<String> tunnels) {
        List<String> ids = ids(socket);
        List<String> held = ids.stream().map(Held::tunnelOf).toList();
        if (held.size() != tunnels.size() || !new HashSet<>(held).containsAll(tunnels)) {
            throw new IllegalStateException(
                    "charon holds %d secrets, not the %d that were set"
                            .formatted(held.size(), tunnels.size()));
        }
        return ids;
    }

    /** The tunnel of a secret's id, {@code kf/<deployment>/<tunnel id>}. */
    static String tunnelOf(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static Secret secret(String id, KeySet keys, ApiCaller.Account account) {
        TunnelId tunnel = new TunnelId(tunnelOf(id));
        AccountNumber number = new AccountNumber(Long.parseLong(account.number()));
        List<String> owners =
                GeneratedIdentities.of(number, tunnel, IkeDomain.DEFAULT).all().stream()
                        .map(identity -> identity.type().charonName() + ":#" + identity.hex())
                        .toList();
        return new Secret(id, owners, keys.keyOf(tunnel.value()));
    }
}
