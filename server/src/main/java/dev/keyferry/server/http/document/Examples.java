package dev.keyferry.server.http.document;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The examples of a body, each folded up. */
final class Examples {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Examples() {}

    /**
     * @param content by media type, as the document has it
     */
    static void write(Html html, JsonNode content) {
        content.forEach(media -> {
            if (media.has("example")) {
                write(html, "Example", media.path("example"));
            }
            media.path("examples")
                    .forEachEntry((name, example) ->
                            write(html, "Example: " + name, example.path("value")));
        });
    }

    private static void write(Html html, String title, JsonNode example) {
        html.raw("<details><summary>").text(title).raw("</summary>\n<pre>");
        html.text(JSON.writeValueAsString(example)).raw("</pre></details>\n");
    }
}
