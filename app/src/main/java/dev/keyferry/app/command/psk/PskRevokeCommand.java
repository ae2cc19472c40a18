package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Answer;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Question;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "revoke",
        description = "Takes the keys of tunnels away and ends their SAs; the tunnels stay.",
        footer = {"", "Example: keyferry psk revoke branch-7 branch-8 --yes"})
public final class PskRevokeCommand implements Callable<Integer> {
    /** More names than these are counted in the question, not listed. */
    private static final int SHOWN = 10;

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();

    @Parameters(arity = "1..*", paramLabel = "NAME|ID", description = "The tunnels.")
    private List<String> tunnels = List.of();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean isYes;

    public PskRevokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private record Revoked(String tunnel, Answer answer) {
        boolean hadKey() {
            return answer.result().path("removed").asBoolean(false);
        }
    }

    @Override
    public Integer call() {
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            // Every name is looked up first: a misspelt one is told before anything is done.
            List<String> ids = directory.requiredIds(account, tunnels);
            requireConsent();
            List<Revoked> all = new ArrayList<>();
            try {
                for (String id : ids) {
                    String path = "/accounts/" + account + "/keyferry/psks/" + id;
                    Revoked revoked = new Revoked(tunnels.get(all.size()), api.delete(path));
                    all.add(revoked);
                    print(revoked);
                }
            } catch (Failure failure) {
                List<String> left = tunnels.subList(all.size(), tunnels.size());
                terminal.err().println("note: not revoked: " + named(left));
                throw failure;
            }
            return report(all).number();
        }
    }

    private void requireConsent() {
        int more = tunnels.size() - SHOWN;
        String what =
                "this takes the keys of "
                        + named(tunnels.subList(0, Math.min(SHOWN, tunnels.size())))
                        + (more > 0 ? " and " + more + " more" : "")
                        + " away, and ends their SAs";
        if (!isYes && !Question.isAgreed(terminal, what, "give --yes if that is meant")) {
            throw new Failure(
                    ExitCode.REFUSED, "nothing was revoked", "answer y, or give --yes, to do it");
        }
    }

    private static String named(List<String> tunnels) {
        return tunnels.stream().map(Printable::of).collect(Collectors.joining(", "));
    }

    private void print(Revoked revoked) {
        if (options.isJson()) {
            ObjectNode line = JsonNodeFactory.instance.objectNode();
            line.setAll((ObjectNode) revoked.answer().result());
            ArrayNode messages = line.putArray("messages");
            revoked.answer().messages().forEach(message -> messages.add(message.message()));
            terminal.out().println(Json.line(line));
        } else {
            terminal.out()
                    .println(
                            (revoked.hadKey() ? "revoked  " : "no key   ")
                                    + Printable.of(revoked.tunnel()));
        }
        revoked.answer()
                .messages()
                .forEach(message -> terminal.err().println("note: " + message.line()));
    }

    private ExitCode report(List<Revoked> all) {
        long open = all.stream().filter(one -> !one.answer().messages().isEmpty()).count();
        if (open == 0) {
            return ExitCode.DONE;
        }
        Failure shortfall =
                new Failure(
                        ExitCode.NOT_LOADED_EVERYWHERE,
                        open + " of the keys may still be accepted by a gateway",
                        "the notes name the gateways; they drop the keys once they are reached, and"
                                + " the same command shows whether they have");
        terminal.err().println(shortfall.report());
        return shortfall.code();
    }
}
