package dev.keyferry.app.command;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.api.ApiMessage;
import dev.keyferry.app.api.KeySettingOutcome;
import dev.keyferry.app.api.KeySettingOutcome.Applied;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Printable;
import java.io.PrintStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what became of each key, without the keys. */
record PskSetReport(KeySettingOutcome outcome) {
    ExitCode exitCode() {
        if (!outcome.refused().isEmpty()) {
            return ExitCode.REFUSED;
        }
        return outcome.applied().stream().allMatch(PskSetReport::isLoadedOrValidated)
                ? ExitCode.DONE
                : ExitCode.NOT_LOADED_EVERYWHERE;
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

    private static boolean isLoadedOrValidated(Applied applied) {
        return applied.state().map(KeyState::isLoadedEverywhere).orElse(true);
    }

    private static String state(Applied applied) {
        return applied.state().map(KeyState::toString).orElse("valid");
    }
}
