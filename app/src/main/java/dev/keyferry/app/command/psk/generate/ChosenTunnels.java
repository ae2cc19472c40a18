package dev.keyferry.app.command.psk.generate;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Directory.Some;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.psk.KeyStage;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
     * Finds them.
     *
     * @throws Failure if one that was named is not there, or none fits
     */
    Some of(ApiClient api, String account) {
        Predicate<Tunnel> isMeant = named.isEmpty() ? fits(api, account) : isNamed();
        Some found = new Directory(api).some(account, isMeant);
        requireAll(found.tunnels());
        if (found.tunnels().isEmpty()) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "none of the account's " + found.all() + " tunnels is chosen by that",
                    "`keyferry tunnel list` shows all of them");
        }
        return found;
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
        Set<String> ids =
                api.list("/accounts/" + account + "/keyferry/psks?state=" + state).stream()
                        .map(key -> key.path("id").asString(""))
                        .collect(Collectors.toSet());
        return tunnel -> ids.contains(tunnel.id()) && tunnel.name().startsWith(begin);
    }

    private void requireAll(List<Tunnel> found) {
        Set<String> missing = new HashSet<>(named);
        for (Tunnel tunnel : found) {
            missing.remove(tunnel.name());
            missing.remove(tunnel.id());
        }
        missing.stream()
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Directory.noTunnel(name);
                });
    }
}
