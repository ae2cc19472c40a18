package dev.keyferry.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.http.parts.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The form that sets many keys, as a browser sends it. */
record KeysForm(Browser browser, String account) {
    private static final Pattern FIELD =
            Pattern.compile(
                    "type=\"hidden\"(?: form=\"bulk\")? name=\"([^\"]+)\" value=\"([^\"]*)\"");

    Reply check(String text) throws IOException {
        return browser.post("/keys", fields(text, "check"));
    }

    /** Sends a text with the stamp of what was checked. */
    Reply set(String text, Reply checked) throws IOException {
        return browser.post("/keys", toSet(text, checked));
    }

    Map<String, String> toSet(String text, Reply checked) throws IOException {
        Map<String, String> fields = fields(text, "set");
        Map<String, String> brought = brought(checked);
        fields.put("checked", brought.get("checked"));
        fields.put("stamp", brought.get("stamp"));
        return fields;
    }

    Map<String, String> fields(String text, String step) throws IOException {
        Map<String, String> fields = new HashMap<>();
        fields.put("form", Browser.ticket(browser.get("/")));
        fields.put("account", account);
        fields.put("keys", text);
        fields.put("step", step);
        return fields;
    }

    /** Sends as a script does. */
    Reply script(Map<String, String> fields) throws IOException {
        Reply reply =
                browser.post(
                        "/keys",
                        fields,
                        "Sec-Fetch-Site: same-origin",
                        "Origin: http://" + browser.host(),
                        "HX-Request: true");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply;
    }

    /** The hidden fields that an answer brings for what is sent next. */
    static Map<String, String> brought(Reply answer) {
        Map<String, String> fields = new HashMap<>();
        FIELD.matcher(answer.body()).results().forEach(f -> fields.put(f.group(1), f.group(2)));
        assertThat(fields).as(answer.body()).containsKeys("stamp", "checked");
        return fields;
    }

    /** The table below a heading. */
    static String rows(Reply page, String heading) {
        assertThat(page.body()).contains("id=\"" + heading + "\"");
        String from = page.body().substring(page.body().indexOf("id=\"" + heading + "\""));
        return from.substring(0, from.indexOf("</table>"));
    }
}
