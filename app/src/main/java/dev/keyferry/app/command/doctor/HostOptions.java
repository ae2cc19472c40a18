package dev.keyferry.app.command.doctor;

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
import dev.keyferry.app.settings.Settings;
import dev.keyferry.app.settings.SettingsFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of this host is to be looked at. */
final class HostOptions {
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
            paramLabel = "DIR",
            description = "On a gateway's host: the operator's files, such as /etc/swanctl.")
    private @Nullable Path swanctl;

    @Option(
            names = "--strongswan",
            paramLabel = "FILE",
            defaultValue = "/etc/strongswan.conf",
            description = "The settings of charon; by default ${DEFAULT-VALUE}.")
    private Path strongswan = Path.of("");

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

    List<Check> checks() {
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
            checks.add(new CharonCheck(CharonSocket.parse(charon).path(), settings().gateway()));
        }
        if (charon != null || swanctl != null) {
            checks.add(new LogLevelsCheck(strongswan));
        }
        if (swanctl != null) {
            checks.add(new SwanctlFilesCheck(swanctl));
            checks.add(new SecretOwnersCheck(swanctl));
        }
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

    private Settings settings() {
        return config == null ? Settings.DEFAULT : SettingsFile.read(config);
    }
}
