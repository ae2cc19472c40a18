package dev.keyferry.app.demo;

import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.swanctl.PeerIdentity;
import dev.keyferry.app.swanctl.SwanctlConnection;
import dev.keyferry.lab.Gateway;
import dev.keyferry.lab.LabTunnel;
import dev.keyferry.lab.Router;
import dev.keyferry.lab.charon.IkeId;
import dev.keyferry.lab.charon.Initiation;
import dev.keyferry.lab.space.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operator of the gateway, who keeps connections in {@code swanctl.conf}: one for each tunnel,
 * as Keyferry printed it, and one of his own with his own secret. Confined to one thread.
 */
final class Operator {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String OWN_ID = "gateway.operator.example";
    private static final String OWN_SITE_ID = "own-site.operator.example";

    private final Gateway gateway;
    private final Path files;

    private Operator(Gateway gateway, Path files) {
        this.gateway = gateway;
        this.files = files;
    }

    /** Writes the operator's files. */
    static Operator of(Gateway gateway, List<Site> sites, Router ownSite, String ownKey) {
        Path files = gateway.host().directory().resolve("swanctl");
        StringBuilder text = new StringBuilder();
        for (Site site : sites) {
            text.append(connection(site.tunnel(), gateway, site.router()));
        }
        text.append(ownConnection(gateway, ownSite, ownKey));
        try {
            Files.createDirectory(
                    files,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Path conf =
                    Files.createFile(
                            files.resolve("swanctl.conf"),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(conf, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Operator(gateway, files);
    }

    /** Runs {@code swanctl --load-all}, which unloads every secret that is not in the files. */
    void loadsAll() {
        CommandResult result = gateway.charon().swanctl(files, "--load-all");
        StepFailed.unless(result.isSuccess(), "swanctl --load-all: " + result.output());
    }

    /** The operator's own site comes up with the secret of the file. */
    void reachesOwnSite(Router ownSite, String ownKey) {
        LabTunnel line =
                LabTunnel.between(gateway, ownSite, IkeId.fqdn(OWN_ID), IkeId.fqdn(OWN_SITE_ID));
        ownSite.load(line, ownKey.getBytes(StandardCharsets.US_ASCII));
        Initiation outcome = ownSite.initiate(line, PATIENCE);
        if (outcome instanceof Initiation.Failed(String reason, String log)) {
            throw new StepFailed("the operator's own site did not come up: " + reason + "\n" + log);
        }
    }

    private static String connection(Tunnel tunnel, Gateway gateway, Router router) {
        return new SwanctlConnection(
                        tunnel,
                        PeerIdentity.KEYID,
                        Optional.empty(),
                        List.of(gateway.host().protectedAddress() + "/32"),
                        List.of(router.host().protectedAddress() + "/32"))
                .text();
    }

    private static String ownConnection(Gateway gateway, Router ownSite, String ownKey) {
        return """
        connections {
            own-site {
                version = 2
                local_addrs = %s
                remote_addrs = %s
                local {
                    auth = psk
                    id = %s
                }
                remote {
                    auth = psk
                    id = %s
                }
                children {
                    net {
                        local_ts = %s/32
                        remote_ts = %s/32
                    }
                }
            }
        }
        secrets {
            ike-own-site {
                id = %s
                secret = "%s"
            }
        }
        """
                .formatted(
                        gateway.host().internetAddress(),
                        ownSite.host().internetAddress(),
                        OWN_ID,
                        OWN_SITE_ID,
                        gateway.host().protectedAddress(),
                        ownSite.host().protectedAddress(),
                        OWN_SITE_ID,
                        ownKey);
    }
}
