package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether starting or reloading strongSwan by systemd takes away the keys that the agent loaded:
 * `swanctl --load-all` and `--load-creds` unload every secret that stands in no file.
 */
public final class StrongswanUnitCheck implements Check {
    private static final String DROP_IN = "usr/share/keyferry/strongswan.service.d/keyferry.conf";
    private static final String DROP_IN_OF_CLONE = "systemd/strongswan.service.d/keyferry.conf";

    private final HostFiles host;

    public StrongswanUnitCheck(HostFiles host) {
        this.host = host;
    }

    /** The unit under the name that it has on Debian, or had before. */
    static Optional<UnitFile> unit(HostFiles host) {
        return Stream.of("strongswan.service", "strongswan-swanctl.service")
                .flatMap(name -> UnitFile.find(host, name).stream())
                .findFirst();
    }

    @Override
    public List<Finding> look() {
        return List.of(
                unit(host)
                        .map(this::finding)
                        .orElseGet(() ->
                                Finding.ok(
                                        Subject.STRONGSWAN_UNIT,
                                        "there is no unit strongswan.service that could take keys away")));
    }

    private Finding finding(UnitFile unit) {
        boolean reload =
                unit.values("ExecReload").stream()
                        .anyMatch(line ->
                                line.contains("--load-all") || line.contains("--load-creds"));
        // At its start charon holds no key yet, but --load-all takes until the agent has loaded
        // some.
        boolean start =
                unit.values("ExecStartPost").stream().anyMatch(l -> l.contains("--load-all"));
        if (!reload && !start) {
            return Finding.ok(
                    Subject.STRONGSWAN_UNIT, unit.file() + " leaves the agent's keys alone");
        }
        return Finding.warn(
                Subject.STRONGSWAN_UNIT,
                unit.file()
                        + " takes all keys away for about a second at each "
                        + (reload ? "reload" : "start"),
                mend("/etc/systemd/system/" + unit.file().getFileName() + ".d"));
    }

    private String mend(String directory) {
        boolean isPackaged = Files.exists(host.at(DROP_IN));
        // Not cp: where a link to the package's file stands, that takes the two for the same.
        return "install -D -m 0644 -t %s %s && systemctl daemon-reload%s"
                .formatted(
                        directory,
                        isPackaged ? "/" + DROP_IN : DROP_IN_OF_CLONE,
                        isPackaged ? "" : ", in the clone of the repository");
    }
}
