package dev.keyferry.server.http.document;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One named schema: what it is and its members. Confined to one thread. */
final class ObjectSection {
    private final String name;
    private final JsonNode schema;
    private final Html html;

    ObjectSection(String name, JsonNode schema, Html html) {
        this.name = name;
        this.schema = schema;
        this.html = html;
    }

    void write() {
        html.raw("<article id=\"").text(Types.anchor(name)).raw("\">\n<h3>").text(name);
        html.raw("</h3>\n").paragraphs(schema.path("description").asString(""));
        schema.path("allOf")
                .forEach(part -> {
                    html.raw("<p>All of ");
                    Types.write(html, part);
                    required();
                    html.raw("</p>\n");
                });
        List<Fields.Field> fields = Fields.of(schema);
        if (fields.isEmpty()) {
            html.raw("<p>");
            Types.write(html, schema);
            Types.limits(html, schema);
            html.raw("</p>\n");
        } else {
            html.raw("<dl>\n");
            fields.forEach(this::field);
            html.raw("</dl>\n");
        }
        html.raw("</article>\n");
    }

    private void required() {
        List<String> names = schema.path("required").valueStream().map(JsonNode::asString).toList();
        if (!names.isEmpty()) {
            html.raw("; required: ").text(String.join(", ", names));
        }
    }

    private void field(Fields.Field field) {
        html.raw("<dt>").code(field.path()).raw(" <span class=\"type\">");
        Types.write(html, field.schema());
        html.raw("</span>");
        if (field.isRequired()) {
            Types.required(html);
        }
        html.raw("</dt>\n<dd>").prose(field.schema().path("description").asString(""));
        Types.limits(html, field.schema());
        html.raw("</dd>\n");
    }
}
