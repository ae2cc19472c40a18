package dev.keyferry.app.command.tunnel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Answer;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.ApiMessage;
import dev.keyferry.app.api.Attempt;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.ClientOptions;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "update",
        description = "Changes a tunnel; what is not named stays.",
        footer = {
            "",
            "A tunnel that has a key needs it again where its identities change, or where it moves",
            "to an address of another edge: its stored key is sealed for what the tunnel was.",
            "",
            "Examples: keyferry tunnel update branch-7 --name branch-8 --description \"moved\"",
            "          pass show vpn/branch-7 | keyferry tunnel update branch-7 \\",
            "              --identity fqdn:branch-7.example --key-file -"
        })
public final class TunnelUpdateCommand implements Callable<Integer> {
    /** The members whose change needs the key of a tunnel that has one. */
    private static final Set<String> NEED_KEY =
            Set.of("/keyferry/identities", "/cloudflare_endpoint");

    private static final String GIVE_KEY =
            "where the psk is asked for, give the tunnel's key by --key-file FILE, or by"
                    + " --key-file - from standard input";

    private static final String CORRECT =
            "correct what the message names; docs/errors.md lists the codes";

    private final Terminal terminal;

    @Mixin private final ClientOptions options = new ClientOptions();
    @Mixin private final TunnelChanges changes = new TunnelChanges();

    @Parameters(paramLabel = "NAME|ID", description = "The tunnel.")
    private String tunnel = "";

    public TunnelUpdateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ObjectNode body = changes.body(terminal);
        if (body.isEmpty()) {
            throw Failure.usage(
                    "nothing to change is named", "see `keyferry tunnel update --help`");
        }
        try (ApiClient api = terminal.api()) {
            Directory directory = new Directory(api);
            String account = options.accountId(directory, terminal.environment());
            String path =
                    Directory.tunnelsPath(account) + "/" + directory.tunnel(account, tunnel).id();
            Answer answer = update(api, path, body);
            Tunnel updated = new Tunnel(answer.result().path("modified_ipsec_tunnel"));
            if (options.isJson()) {
                terminal.out().println(Json.of(updated.json()));
            } else {
                TunnelText.print(updated, terminal.out());
            }
            answer.messages().forEach(note -> terminal.err().println("note: " + note.line()));
            return report(updated, body.has("psk")).number();
        }
    }

    private static Answer update(ApiClient api, String path, ObjectNode body) {
        return switch (api.attemptChange(path, body.toString().getBytes(UTF_8))) {
            case Attempt.Done(Answer answer) -> answer;
            case Attempt.Refused(List<ApiMessage> errors) ->
                    throw new Failure(
                            ExitCode.REFUSED,
                            errors.stream().map(ApiMessage::line).collect(joining("; ")),
                            isWithoutKey(errors, body) ? GIVE_KEY : CORRECT);
        };
    }

    /** Whether the server may have refused a change because the key did not come with it. */
    private static boolean isWithoutKey(List<ApiMessage> errors, ObjectNode body) {
        return !body.has("psk")
                && errors.stream().map(ApiMessage::pointer).anyMatch(NEED_KEY::contains);
    }

    private ExitCode report(Tunnel updated, boolean hasKey) {
        Optional<KeyState> lacking = updated.key().filter(key -> !key.isLoadedEverywhere());
        if (!hasKey || lacking.isEmpty()) {
            return ExitCode.DONE;
        }
        Failure shortfall =
                new Failure(
                        ExitCode.NOT_LOADED_EVERYWHERE,
                        "the key is stored, but not loaded everywhere: " + lacking.get(),
                        "gateways load it by themselves once what they say is mended");
        terminal.err().println(shortfall.report());
        return shortfall.code();
    }
}
