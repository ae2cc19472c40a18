package dev.keyferry.app.command.psk.generate;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.psk.KeyStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tunnels of an account are meant: some by name, all, or those that fit. */
final class ChosenTunnels {
    @Parameters(arity = "0..*", paramLabel = "NAME|ID", description = "The tunnels.")
    private List<String> named = List.of();

    @Option(names = "--all", description = "All tunnels, also those that have no key yet.")
    private boolean isAll;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Those whose key is there: ${COMPLETION-CANDIDATES}.")
    private @Nullable KeyStage state;

    @Option(
            names = "--name-prefix",
            paramLabel = "TEXT",
            description = "Those whose name begins so; with --state those that fit both.")
    private @Nullable String prefix;

    void check() {
        int ways =
                (named.isEmpty() ? 0 : 1)
                        + (isAll ? 1 : 0)
                        + (state == null && prefix == null ? 0 : 1);
        if (ways != 1) {
            throw Failure.usage(
                    "the tunnels are chosen in " + (ways == 0 ? "no way" : "several ways"),
                    "name them, or give --all, or --state and --name-prefix");
        }
    }

    /**
     * The tunnels that are meant, at least one, and what is kept of them.
     *
     * @param kept in the order of the tunnels' names
     * @param all how many tunnels the account has
     */
    record Chosen<T>(List<T> kept, int all) {
        Chosen {
            kept = List.copyOf(kept);
        }
    }

    /**
     * Finds them. No tunnel is kept whole: a hundred thousand of them need more memory than a
     * command has.
     *
     * @param most that may be meant
     * @param keep what is kept of one that is meant
     * @throws Failure if one that was named is not there, none fits, or too many do
     */
    <T> Chosen<T> of(ApiClient api, String account, int most, Function<Tunnel, T> keep) {
        Predicate<Tunnel> isMeant = named.isEmpty() ? fits(api, account) : isNamed();
        Set<String> missing = new HashSet<>(named);
        List<T> kept = new ArrayList<>();
        AtomicInteger all = new AtomicInteger();
        new Directory(api)
                .forEachTunnel(
                        account,
                        tunnel -> {
                            all.incrementAndGet();
                            if (isMeant.test(tunnel)) {
                                requireRoom(kept.size(), most);
                                kept.add(keep.apply(tunnel));
                                missing.remove(tunnel.name());
                                missing.remove(tunnel.id());
                            }
                        });
        requireNone(missing);
        if (kept.isEmpty()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "none of the account's " + all.get() + " tunnels is chosen by that",
                    "`keyferry tunnel list` shows all of them");
        }
        return new Chosen<>(kept, all.get());
    }

    private Predicate<Tunnel> isNamed() {
        Set<String> names = new HashSet<>(named);
        return tunnel -> names.contains(tunnel.name()) || names.contains(tunnel.id());
    }

    private Predicate<Tunnel> fits(ApiClient api, String account) {
        String begin = Optional.ofNullable(prefix).orElse("");
        if (state == null) {
            return tunnel -> tunnel.name().startsWith(begin);
        }
        Set<String> ids = new HashSet<>();
        api.forEach(
                "/accounts/" + account + "/keyferry/psks?state=" + state,
                key -> ids.add(key.path("id").asString("")));
        return tunnel -> ids.contains(tunnel.id()) && tunnel.name().startsWith(begin);
    }

    private static void requireRoom(int chosen, int most) {
        if (chosen == most) {
            throw Failure.usage(
                    "more than " + most + " tunnels are chosen, and a file of keys has no more",
                    "nothing was written or set; choose fewer at once, such as by --name-prefix");
        }
    }

    private static void requireNone(Set<String> missing) {
        missing.stream()
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Directory.noTunnel(name);
                });
    }
}
