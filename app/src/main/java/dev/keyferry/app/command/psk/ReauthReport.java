package dev.keyferry.app.command.psk;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Answer;
import dev.keyferry.app.api.ApiMessage;
import dev.keyferry.app.api.Printable;
import dev.keyferry.app.command.psk.ReauthTally.Verdict;
import dev.keyferry.app.command.terminal.Json;
import dev.keyferry.app.command.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Prints a line for each tunnel, as soon as it is known what came of it. */
record ReauthReport(Terminal terminal, boolean isJson) {
    /** Where nothing was done to a live SA; whatever else is said, something was. */
    private static final Set<String> UNTOUCHED =
            Set.of("already-proven", "no-sa", "ready", "not-loaded", "silent", "not-begun");

    Verdict print(String tunnel, Answer answer) {
        Verdict verdict = Verdict.of(answer.result().path("verdict").asString(""));
        if (isJson) {
            ObjectNode line = line(tunnel);
            line.setAll((ObjectNode) answer.result());
            messages(line, answer.messages().stream().map(ApiMessage::message).toList());
            terminal.out().println(Json.line(line));
        } else {
            terminal.out()
                    .printf(
                            "%-7s  %s  %s%n",
                            verdict, Printable.of(tunnel), gateways(answer.result()));
        }
        answer.messages()
                .forEach(message ->
                        terminal.err()
                                .println("note: " + Printable.of(tunnel) + ": " + message.line()));
        return verdict;
    }

    void printRefusal(String tunnel, Failure failure) {
        if (isJson) {
            ObjectNode line = line(tunnel).put("verdict", Verdict.refused.name());
            messages(line, List.of(String.valueOf(failure.getMessage())));
            terminal.out().println(Json.line(line));
        } else {
            terminal.out()
                    .printf(
                            "%-7s  %s  %s%n",
                            Verdict.refused, Printable.of(tunnel), failure.getMessage());
        }
    }

    /** False if no gateway did anything to a live SA. */
    static boolean isTouched(Answer answer) {
        return answer.result()
                .path("gateways")
                .valueStream()
                .map(there -> there.path("outcome").asString(""))
                .anyMatch(outcome -> !UNTOUCHED.contains(outcome));
    }

    private static String gateways(JsonNode result) {
        List<String> all = new ArrayList<>();
        result.path("gateways")
                .forEachEntry((gateway, there) ->
                        all.add(
                                Printable.of(gateway)
                                        + " "
                                        + Printable.of(there.path("outcome").asString(""))));
        return all.isEmpty() ? "no gateway" : String.join(", ", all);
    }

    private static ObjectNode line(String tunnel) {
        return JsonNodeFactory.instance.objectNode().put("name", tunnel);
    }

    private static void messages(ObjectNode line, List<String> texts) {
        ArrayNode messages = line.putArray("messages");
        texts.forEach(messages::add);
    }
}
