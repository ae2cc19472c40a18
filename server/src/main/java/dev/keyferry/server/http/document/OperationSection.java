package dev.keyferry.server.http.document;

import dev.keyferry.server.http.document.ApiDocument.Operation;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** One call: how it is asked, what it takes, and what it answers. Confined to one thread. */
final class OperationSection {
    private final Operation operation;
    private final Html html;

    OperationSection(Operation operation, Html html) {
        this.operation = operation;
        this.html = html;
    }

    void write() {
        String method = operation.method();
        html.raw("<article id=\"").text(operation.id()).raw("\">\n<h3>");
        html.text(operation.node().path("summary").asString());
        html.raw(" <a class=\"anchor\" href=\"#").text(operation.id()).raw("\">#</a></h3>\n");
        html.raw("<p class=\"call\"><span class=\"method ").text(method).raw("\">");
        html.text(method.toUpperCase(Locale.ROOT)).raw("</span> ");
        html.code(operation.path()).raw("</p>\n");
        html.paragraphs(operation.node().path("description").asString());
        parameters();
        body(operation.node().path("requestBody"));
        answers();
        html.raw("</article>\n");
    }

    private void parameters() {
        if (operation.parameters().isEmpty()) {
            return;
        }
        html.raw("<h4>Parameters</h4>\n<dl>\n");
        for (JsonNode parameter : operation.parameters()) {
            html.raw("<dt>").code(parameter.path("name").asString()).raw(" <span class=\"type\">");
            html.text(parameter.path("in").asString()).raw(", ");
            Types.write(html, parameter.path("schema"));
            html.raw("</span>");
            if (isRequired(parameter)) {
                Types.required(html);
            }
            html.raw("</dt>\n<dd>").prose(parameter.path("description").asString());
            Types.limits(html, parameter.path("schema"));
            html.raw("</dd>\n");
        }
        html.raw("</dl>\n");
    }

    private void body(JsonNode body) {
        if (body.isMissingNode()) {
            return;
        }
        html.raw("<h4>Body</h4>\n<p>");
        body.path("content").forEach(media -> Types.write(html, media.path("schema")));
        if (isRequired(body)) {
            Types.required(html);
        }
        html.raw(" ").prose(body.path("description").asString("")).raw("</p>\n");
        Examples.write(html, body.path("content"));
    }

    private void answers() {
        JsonNode responses = operation.node().path("responses");
        html.raw("<h4>Answers</h4>\n<dl>\n");
        responses.forEachEntry((status, answer) -> {
            if (!answer.has("$ref")) {
                html.raw("<dt>").code(status).raw("</dt>\n<dd>");
                success(answer);
                html.raw("</dd>\n");
            }
        });
        html.raw("</dl>\n<p class=\"rule\">Refusals:");
        responses.forEachEntry((status, answer) -> {
            if (answer.has("$ref")) {
                String name = Types.lastOf(answer.path("$ref").asString());
                html.raw(" ").code(status.equals("default") ? "other" : status).raw(" ");
                html.link("answer-" + name, name);
            }
        });
        html.raw("</p>\n");
    }

    private void success(JsonNode answer) {
        html.prose(answer.path("description").asString());
        answer.path("content")
                .forEach(media -> {
                    JsonNode result = media.path("schema").path("properties").path("result");
                    if (!result.isMissingNode()) {
                        html.raw(" <span class=\"type\">").code("result").raw(": ");
                        Types.write(html, result);
                        html.raw("</span>");
                    }
                });
        Examples.write(html, answer.path("content"));
    }

    private static boolean isRequired(JsonNode described) {
        return described.path("required").asBoolean(false);
    }
}
