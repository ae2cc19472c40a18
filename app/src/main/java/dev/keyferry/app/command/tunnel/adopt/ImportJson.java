package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.Json;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All tunnels for programs. */
final class ImportJson {
    private ImportJson() {}

    static void print(List<Import> imports, PrintStream out) {
        Json.print(imports.stream().map(ImportJson::of), out);
    }

    private static JsonNode of(Import one) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Candidate candidate = one.candidate();
        json.put("name", candidate.name()).put("from", candidate.from()).put("state", one.state());
        one.there().map(Tunnel::id).ifPresent(id -> json.put("id", id));
        one.there()
                .flatMap(Tunnel::key)
                .ifPresent(key ->
                        json.putObject("key")
                                .put("version", key.version())
                                .put("state", key.state()));
        ArrayNode identities = json.putArray("identities");
        ImportReport.identities(candidate).forEach(identities::add);
        ArrayNode problems = json.putArray("problems");
        candidate
                .findings()
                .forEach(finding ->
                        problems.addObject()
                                .put("problem", finding.problem().token())
                                .put("text", finding.text()));
        ArrayNode remarks = json.putArray("remarks");
        candidate.remarks().forEach(remarks::add);
        return json;
    }
}
