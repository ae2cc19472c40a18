package dev.keyferry.server.http.document;

import dev.keyferry.server.http.document.ApiDocument.Operation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The page: what the API is, every call under its operation id as anchor, then every object that
 * the calls speak of. Confined to one thread.
 */
final class DocumentPage {
    private final ApiDocument document;
    private final StyleSheet style;
    private final Html html = new Html();

    DocumentPage(ApiDocument document, StyleSheet style) {
        this.document = document;
        this.style = style;
    }

    /** Returns the whole HTML text. */
    String render() {
        JsonNode info = document.root().path("info");
        String title = info.path("title").asString() + " API";
        html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<title>")
                .text(title)
                .raw("</title>\n<style>")
                .raw(style.text())
                .raw("</style>\n</head>\n<body>\n");
        contents(title);
        html.raw("<main>\n<header><h1>").text(title).raw("</h1>\n<p class=\"lead\">");
        html.prose(info.path("summary").asString()).raw("</p>\n");
        html.paragraphs(info.path("description").asString());
        html.raw("<p>The same as data: <a href=\"/openapi.json\">openapi.json</a></p></header>\n");
        document.root().path("tags").forEach(this::tag);
        answers();
        objects();
        return html.raw("</main>\n</body>\n</html>\n").toString();
    }

    private void contents(String title) {
        html.raw("<nav aria-label=\"Contents\">\n<p class=\"brand\">").text(title).raw("</p>\n");
        document.root()
                .path("tags")
                .forEach(tag -> {
                    html.raw("<h2>").text(tag.path("name").asString()).raw("</h2>\n<ul>\n");
                    for (Operation operation : of(tag)) {
                        html.raw("<li>")
                                .link(operation.id(), operation.node().path("summary").asString())
                                .raw("</li>\n");
                    }
                    html.raw("</ul>\n");
                });
        html.raw("<h2>Parts</h2>\n<ul>\n<li>").link("answers", "Refusals").raw("</li>\n<li>");
        html.link("objects", "Objects").raw("</li>\n</ul>\n</nav>\n");
    }

    private void tag(JsonNode tag) {
        html.raw("<section>\n<h2>").text(tag.path("name").asString()).raw("</h2>\n");
        html.paragraphs(tag.path("description").asString());
        for (Operation operation : of(tag)) {
            new OperationSection(operation, html).write();
        }
        html.raw("</section>\n");
    }

    private void answers() {
        html.raw("<section id=\"answers\">\n<h2>Refusals</h2>\n");
        document.components("responses")
                .forEachEntry((name, answer) -> {
                    html.raw("<article id=\"answer-").text(name).raw("\">\n<h3>").text(name);
                    html.raw("</h3>\n").paragraphs(answer.path("description").asString());
                    Examples.write(html, answer.path("content"));
                    html.raw("</article>\n");
                });
        html.raw("</section>\n");
    }

    private void objects() {
        html.raw("<section id=\"objects\">\n<h2>Objects</h2>\n");
        document.components("schemas")
                .forEachEntry((name, schema) -> new ObjectSection(name, schema, html).write());
        html.raw("</section>\n");
    }

    private List<Operation> of(JsonNode tag) {
        String name = tag.path("name").asString();
        return document.operations().stream().filter(o -> o.isTagged(name)).toList();
    }
}
