package dev.keyferry.app.command.psk;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiMessage;
import dev.keyferry.app.api.KeySettingOutcome;
import dev.keyferry.app.api.KeySettingOutcome.Applied;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Printable;
import java.io.PrintStream;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what became of each key, without the keys. */
record PskSetReport(KeySettingOutcome outcome) {
    /** What is short of every key being loaded everywhere; a refusal is said first. */
    Optional<Failure> shortfall() {
        if (!outcome.refused().isEmpty()) {
            return Optional.of(
                    new Failure(
                            ExitCode.REFUSED,
                            outcome.refused().size()
                                    + " of the keys were refused; the former ones stay",
                            "correct what the reasons name and send those again; docs/errors.md"
                                    + " lists them"));
        }
        long missing = outcome.applied().stream().filter(key -> !isLoadedOrValid(key)).count();
        return missing == 0
                ? Optional.empty()
                : Optional.of(
                        new Failure(
                                ExitCode.NOT_LOADED_EVERYWHERE,
                                missing + " of the keys are stored, but not loaded everywhere",
                                "the notes name the gateways and why; they load the keys by"
                                        + " themselves once that is mended"));
    }

    void print(PrintStream out, PrintStream err) {
        for (Applied applied : outcome.applied()) {
            out.println("applied  " + applied.tunnel() + "  " + state(applied));
        }
        outcome.refused()
                .forEach((tunnel, reason) ->
                        out.println(
                                "refused  " + Printable.of(tunnel) + "  " + Printable.of(reason)));
        for (ApiMessage message : outcome.messages()) {
            err.println("note: " + message.line());
        }
        out.println(
                outcome.applied().size() + " applied, " + outcome.refused().size() + " refused");
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode applied = root.putObject("successfully_applied_psks");
        outcome.applied().forEach(key -> applied.set(key.id(), key.json()));
        ObjectNode refused = root.putObject("unapplied_psks");
        outcome.refused().forEach(refused::put);
        ArrayNode messages = root.putArray("messages");
        for (ApiMessage message : outcome.messages()) {
            messages.addObject().put("code", message.code()).put("message", message.message());
        }
        return root.toPrettyString();
    }

    private static boolean isLoadedOrValid(Applied applied) {
        return applied.state().map(KeyState::isLoadedEverywhere).orElse(true);
    }

    private static String state(Applied applied) {
        return applied.state().map(KeyState::toString).orElse("valid");
    }
}
