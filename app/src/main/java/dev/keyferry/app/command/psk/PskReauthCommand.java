package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Answer;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.command.psk.ReauthTally.Verdict;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reauth",
        description =
                "Has routers authenticate anew, one tunnel after the other, to see that they have"
                        + " the newest key.",
        footer = {
            "",
            "Live SAs of a tunnel are ended and others come up in their place. A router with another",
            "key, or one that does not come back by itself, loses its tunnel, unless the gateway's",
            "charon is set to make before it breaks. Routers that showed the newest key before are",
            "left alone. The command sets the pace: when it ends, nothing goes on.",
            "",
            "Examples: keyferry psk reauth branch-7",
            "          keyferry psk reauth --state loaded --pace 10 --max-failures 1"
        })
public final class PskReauthCommand implements Callable<Integer> {
    private static final int MOST_SECONDS = 86_400;

    private final Terminal terminal;
    private final Pace.Timer timer;

    @Mixin private final ClientOptions options = new ClientOptions();

    @ArgGroup(multiplicity = "1")
    private Chosen chosen = new Chosen();

    @Option(
            names = "--pace",
            paramLabel = "SECONDS",
            description =
                    "From one tunnel that was touched to the next; ${DEFAULT-VALUE} by default.")
    private int pace = 5;

    @Option(
            names = "--max-failures",
            paramLabel = "COUNT",
            description =
                    "Stop once so many failed, and touch no other; ${DEFAULT-VALUE} by default.")
    private int maxFailures = 3;

    @Option(
            names = "--proven",
            description = "Also where a router showed the newest key: somebody else may be up.")
    private boolean isAlsoProven;

    @Option(names = "--validate-only", description = "Say what would be tried, and change nothing.")
    private boolean isValidateOnly;

    /** Which tunnels; exactly one of these. */
    static final class Chosen {
        @Parameters(arity = "1..*", paramLabel = "NAME|ID", description = "The tunnels.")
        private List<String> tunnels = List.of();

        @Option(names = "--all", description = "All tunnels that have a key.")
        private boolean isAll;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "Those whose key is loaded, partial, rejected or proven.")
        private @Nullable State state;
    }

    enum State {
        loaded,
        partial,
        rejected,
        proven
    }

    public PskReauthCommand(Terminal terminal) {
        this(terminal, Pace.Timer.SYSTEM);
    }

    PskReauthCommand(Terminal terminal, Pace.Timer timer) {
        this.terminal = terminal;
        this.timer = timer;
    }

    private record Named(String id, String name) {}

    @Override
    public Integer call() {
        require("--pace", pace, 0, MOST_SECONDS);
        require("--max-failures", maxFailures, 1, Integer.MAX_VALUE);
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            List<Named> tunnels = tunnels(api, directory, account);
            ReauthTally tally = new ReauthTally(maxFailures);
            int done = run(api, account, tunnels, tally);
            int left = tunnels.size() - done;
            if (!options.isJson()) {
                terminal.out().println(tunnels.isEmpty() ? "no tunnels" : tally.summary());
            }
            Optional<Failure> shortfall = tally.shortfall(left);
            shortfall.ifPresent(failure -> terminal.err().println(failure.report()));
            return shortfall.map(Failure::code).orElse(ExitCode.DONE).number();
        }
    }

    /** Returns how many tunnels were tried. */
    private int run(ApiClient api, String account, List<Named> tunnels, ReauthTally tally) {
        Pace between = new Pace(Duration.ofSeconds(pace), timer);
        ReauthReport report = new ReauthReport(terminal, options.isJson());
        int done = 0;
        try {
            while (done < tunnels.size() && !tally.isEnough()) {
                between.await();
                tally.add(reauthenticate(api, account, tunnels.get(done), between, report));
                done++;
            }
            return done;
        } catch (Failure failure) {
            terminal.err().println("note: not tried: " + (tunnels.size() - done) + " tunnels");
            throw failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(
                    ExitCode.REFUSED,
                    "interrupted; " + (tunnels.size() - done) + " tunnels were not tried",
                    "the same command goes on: routers that showed the key are left alone",
                    e);
        }
    }

    /** A refusal is about this tunnel alone; without the server nothing goes on. */
    private Verdict reauthenticate(
            ApiClient api, String account, Named tunnel, Pace between, ReauthReport report) {
        long began = between.nanos();
        String path = "/accounts/" + account + "/keyferry/psks/" + tunnel.id() + "/reauth";
        try {
            Answer answer =
                    api.post(path + "?proven=" + isAlsoProven + "&validate_only=" + isValidateOnly);
            Verdict verdict = report.print(tunnel.name(), answer);
            if (ReauthReport.isTouched(answer)) {
                between.acted(began);
            }
            return verdict;
        } catch (Failure failure) {
            if (failure.code() != ExitCode.REFUSED) {
                throw failure;
            }
            report.printRefusal(tunnel.name(), failure);
            return Verdict.refused;
        }
    }

    private List<Named> tunnels(ApiClient api, Directory directory, String account) {
        if (chosen.isAll || chosen.state != null) {
            String narrowed = Optional.ofNullable(chosen.state).map(s -> "?state=" + s).orElse("");
            List<Named> all = new ArrayList<>();
            api.forEach(
                    "/accounts/" + account + "/keyferry/psks" + narrowed,
                    key -> all.add(named(key)));
            return all;
        }
        // Every name is looked up first: a misspelt one is told before anything is done.
        List<String> ids = directory.requiredIds(account, chosen.tunnels);
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            named.add(new Named(ids.get(i), chosen.tunnels.get(i)));
        }
        return named;
    }

    private static Named named(JsonNode key) {
        return new Named(key.path("id").asString(""), key.path("name").asString(""));
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw Failure.usage(
                    option
                            + " is "
                            + value
                            + ", which is less than "
                            + least
                            + " or more than "
                            + most,
                    "see `keyferry psk reauth --help`");
        }
    }
}
