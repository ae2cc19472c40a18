package dev.keyferry.server;

import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Starts servers that share a database, each with a directory of its own. */
record SharedServers(Path directory, PostgresOptions database) {
    /** What is copied from the first server's directory to each other one. */
    static final List<String> KEYS =
            List.of("fingerprint.key", "edge-default.key", "record-default.key");

    ServerOptions options(String name) {
        return new ServerOptions(
                directory.resolve(name),
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.ABSENT,
                Optional.empty(),
                Optional.of(database));
    }

    KeyferryServer start(String name) throws InterruptedException {
        return KeyferryServer.start(options(name));
    }

    void copyKeys(String from, String to) throws IOException {
        Path keys = directory.resolve(to).resolve("keys");
        if (Files.notExists(keys)) {
            Files.createDirectories(
                    keys,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        for (String key : KEYS) {
            copy(from, to, key);
        }
        // Not among those by which a server knows that the store is its own: gateways notice.
        copy(from, to, "audit.key");
    }

    void copy(String from, String to, String key) throws IOException {
        Files.copy(
                directory.resolve(from).resolve("keys").resolve(key),
                directory.resolve(to).resolve("keys").resolve(key),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }
}
