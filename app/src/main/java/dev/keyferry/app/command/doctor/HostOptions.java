package dev.keyferry.app.command.doctor;

import dev.keyferry.app.Failure;
import dev.keyferry.app.agent.RemoteAgent;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.charon.CharonCheck;
import dev.keyferry.app.doctor.charon.LogLevelsCheck;
import dev.keyferry.app.doctor.charon.SecretOwnersCheck;
import dev.keyferry.app.doctor.charon.SwanctlFilesCheck;
import dev.keyferry.app.doctor.host.CertificateFilesCheck;
import dev.keyferry.app.doctor.host.ClockCheck;
import dev.keyferry.app.doctor.host.CoreDumpCheck;
import dev.keyferry.app.doctor.host.DiskCheck;
import dev.keyferry.app.doctor.host.HostFiles;
import dev.keyferry.app.doctor.host.PrivateFilesCheck;
import dev.keyferry.app.doctor.host.StrongswanUnitCheck;
import dev.keyferry.app.doctor.host.SwapCheck;
import dev.keyferry.app.serve.CharonSocket;
import dev.keyferry.app.serve.Serving;
import dev.keyferry.app.settings.Settings;
import dev.keyferry.app.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of this host is to be looked at. */
final class HostOptions {
    private static final String STRONGSWAN = "/etc/strongswan.conf";
    private static final String SWANCTL = "swanctl.conf";
    private static final String HINT = "give what is there; `keyferry doctor --help` shows each";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "On a server's host: its data directory.")
    private @Nullable Path data;

    @Option(
            names = "--agent",
            paramLabel = "DIR",
            description = "On a gateway's host: the data directory of its agent.")
    private @Nullable Path agent;

    @Option(
            names = "--charon",
            paramLabel = "unix:///PATH",
            description = "On a gateway's host: the VICI socket of its charon.")
    private @Nullable String charon;

    @Option(
            names = "--swanctl",
            paramLabel = "DIR|FILE",
            description =
                    "On a gateway's host: the operator's files, such as /etc/swanctl or the"
                            + " swanctl.conf in it.")
    private @Nullable Path swanctl;

    @Option(
            names = "--strongswan",
            paramLabel = "FILE",
            description = "The settings of charon; by default " + STRONGSWAN + ".")
    private @Nullable Path strongswan;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of serve or agent: what the operator answers for.")
    private @Nullable Path config;

    boolean isGiven() {
        return data != null || isOfGateway();
    }

    private boolean isOfGateway() {
        return agent != null || charon != null || swanctl != null;
    }

    /**
     * What to look at.
     *
     * @throws dev.keyferry.app.Failure a usage failure if a file that was given is not there or is
     *     another kind of file
     */
    List<Check> checks() {
        Settings settings = config == null ? Settings.DEFAULT : SettingsFile.read(config);
        Optional<Path> files = Optional.ofNullable(swanctl).map(HostOptions::directory);
        if (strongswan != null) {
            requireFile("--strongswan", strongswan);
        }
        List<Check> checks = new ArrayList<>();
        if (data != null) {
            checks.add(new PrivateFilesCheck(data));
            checks.add(new CertificateFilesCheck(data.resolve("tls"), InstantSource.system()));
            checks.add(new DiskCheck(data));
        }
        if (agent != null) {
            checks.add(new PrivateFilesCheck(agent));
            checks.add(new DiskCheck(agent));
        }
        if (charon != null) {
            checks.add(
                    new CharonCheck(
                            CharonSocket.parse(charon).path(), settings.gateway(), caches()));
        }
        if (charon != null || swanctl != null) {
            checks.add(
                    new LogLevelsCheck(
                            Objects.requireNonNullElse(strongswan, Path.of(STRONGSWAN))));
        }
        files.ifPresent(directory -> {
            checks.add(new SwanctlFilesCheck(directory));
            checks.add(new SecretOwnersCheck(directory));
        });
        if (isOfGateway()) {
            checks.add(new StrongswanUnitCheck(HostFiles.REAL));
        }
        if (isGiven()) {
            checks.add(new SwapCheck(HostFiles.REAL));
            checks.add(new CoreDumpCheck(HostFiles.REAL));
            checks.add(new ClockCheck());
        }
        return checks;
    }

    /** Where agents of this host may have their caches. */
    private List<Path> caches() {
        return Stream.concat(
                        Optional.ofNullable(agent).map(RemoteAgent::cache).stream(),
                        Optional.ofNullable(data).map(Serving::cache).stream())
                .toList();
    }

    /** What one may not see may be there; that is a finding of the checks. */
    private static void requireThere(String option, Path path) {
        if (Files.notExists(path)) {
            throw Failure.usage(option + " names " + path + ", which is not there", HINT);
        }
    }

    private static void requireFile(String option, Path path) {
        requireThere(option, path);
        if (Files.isDirectory(path)) {
            throw Failure.usage(option + " names " + path + ", which is a directory", HINT);
        }
    }

    /** The directory, or that of the {@code swanctl.conf}. */
    private static Path directory(Path swanctl) {
        requireThere("--swanctl", swanctl);
        Path path = swanctl.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            return path;
        }
        if (!path.endsWith(SWANCTL)) {
            throw Failure.usage(
                    "--swanctl names " + swanctl + ", which is neither a directory nor " + SWANCTL,
                    HINT);
        }
        return path.resolveSibling("").normalize();
    }
}
