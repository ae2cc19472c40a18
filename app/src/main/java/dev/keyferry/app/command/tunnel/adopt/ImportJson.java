package dev.keyferry.app.command.tunnel.adopt;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.api.Tunnel;
import dev.keyferry.app.command.terminal.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All tunnels for programs. */
final class ImportJson {
    private ImportJson() {}

    static String of(List<Import> imports) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        imports.forEach(one -> write(one, array.addObject()));
        return Json.of(array);
    }

    private static void write(Import one, ObjectNode json) {
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
    }
}
