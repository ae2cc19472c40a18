package dev.keyferry.app.command.recover;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.gateway.desired.CacheContent;
import dev.keyferry.gateway.desired.CacheFailed;
import dev.keyferry.gateway.desired.CacheReader;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.HeldRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands what gateways hold to the server's side, which knows nothing of their disks. */
final class Caches {
    private Caches() {}

    /** What counts where the database and gateways differ. */
    enum Side {
        STORE,
        GATEWAYS
    }

    /**
     * What is to be taken from; nothing for the store's side. Where no side was chosen it is the
     * gateways', if anything is known of them.
     *
     * @throws Failure if the side has no use for caches, or has none; or as for {@link #read}
     */
    static List<HeldCache> chosen(Optional<Side> side, Path data, List<Path> named) {
        if (side.filter(Side.STORE::equals).isPresent()) {
            if (!named.isEmpty()) {
                throw Failure.usage(
                        "--prefer store takes nothing from a cache",
                        "leave out --cache, or say --prefer gateways");
            }
            return List.of();
        }
        List<HeldCache> held = read(data, named);
        if (held.isEmpty() && side.isPresent()) {
            throw Failure.usage(
                    "no gateway's cache is given",
                    "name at least one of each edge by --cache, or say --prefer store");
        }
        return held;
    }

    /**
     * Reads the caches that are named, and that of the gateway in the server's process.
     *
     * @throws Failure if one is no cache, is damaged or cannot be read
     */
    static List<HeldCache> read(Path data, List<Path> named) {
        List<HeldCache> caches = new ArrayList<>();
        Path own = Serving.cache(data);
        if (CacheReader.isIn(own)) {
            caches.add(read(own));
        }
        named.forEach(path -> caches.add(read(path)));
        return caches;
    }

    private static HeldCache read(Path path) {
        try {
            CacheContent content = CacheReader.read(path);
            return new HeldCache(
                    path.toString(),
                    content.position(),
                    content.held().stream()
                            .map(held -> new HeldRecord(held.record(), held.dataKey()))
                            .toList());
        } catch (CacheFailed e) {
            throw new Failure(
                    ExitCode.REFUSED,
                    String.valueOf(e.getMessage()),
                    "name the directory cache below an agent's --data, or a copy of it; where it is"
                            + " damaged, take that of another gateway of the edge, and move this"
                            + " file away",
                    e);
        }
    }
}
