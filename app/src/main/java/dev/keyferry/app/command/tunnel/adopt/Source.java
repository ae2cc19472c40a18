package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Judge;
import dev.keyferry.app.adopt.settings.SwanctlFiles;
import dev.keyferry.app.adopt.starter.StarterFiles;
import dev.keyferry.app.adopt.table.TunnelTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the operator's tunnels and keys stand. */
final class Source {
    private static final String HINT =
            "give --swanctl DIR, --ipsec FILE or --csv FILE; `keyferry tunnel import --help` shows"
                    + " each";

    @Option(
            names = "--swanctl",
            paramLabel = "DIR|FILE",
            description = "swanctl.conf or its directory, with all that it includes.")
    private @Nullable Path swanctl;

    @Option(
            names = "--ipsec",
            paramLabel = "FILE",
            description = "ipsec.conf, with all that it includes.")
    private @Nullable Path ipsec;

    @Option(
            names = "--secrets",
            paramLabel = "FILE",
            description = "The secrets for --ipsec; by default ipsec.secrets beside it.")
    private @Nullable Path secrets;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description =
                    "Lines below a header with name, identities and psk; also cloudflare_endpoint,"
                            + " customer_endpoint, interface_address and description.")
    private @Nullable Path csv;

    /** Reads and judges what is there. */
    List<Candidate> candidates() {
        if (Stream.of(swanctl, ipsec, csv).filter(Objects::nonNull).count() != 1) {
            throw Failure.usage("one place to import from is needed", HINT);
        }
        if (secrets != null && ipsec == null) {
            throw Failure.usage("--secrets belongs to --ipsec", HINT);
        }
        List<Candidate> candidates = read();
        if (candidates.isEmpty()) {
            throw Failure.usage(
                    "there is no connection with pre-shared keys",
                    "check that this is the file that charon loads");
        }
        return candidates;
    }

    private List<Candidate> read() {
        if (swanctl != null) {
            return Judge.judge(SwanctlFiles.read(swanctl));
        }
        if (ipsec != null) {
            Path beside = ipsec.resolveSibling("ipsec.secrets");
            return Judge.judge(StarterFiles.read(ipsec, secrets == null ? beside : secrets));
        }
        return TunnelTable.read(Objects.requireNonNull(csv));
    }
}
