package dev.keyferry.server.console.page.keys;

import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.template.keys.JtekeysGenerated;
import dev.keyferry.server.console.template.keys.JtekeysMoreGenerated;
import dev.keyferry.server.console.template.keys.JtekeysProblemGenerated;
import dev.keyferry.server.console.template.keys.JtekeysResultGenerated;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.keys.KeysView;
import dev.keyferry.server.console.view.keys.SetKeys;

/** The templates of setting many keys. */
final class KeysTemplates {
    private KeysTemplates() {}

    static String keys(Frame frame, KeysView view) {
        return Templates.rendered(html -> JtekeysGenerated.render(html, null, frame, view));
    }

    /** The part of the page that tells what came of the keys that were sent. */
    static String keysResult(String form, KeysView.Result result) {
        return Templates.rendered(html -> JtekeysResultGenerated.render(html, null, form, result));
    }

    /** What takes the place of how far a run is. */
    static String keysProblem(KeysView.Problem problem) {
        return Templates.rendered(html -> JtekeysProblemGenerated.render(html, null, problem));
    }

    /** What is added to that by each further call. */
    static String moreKeys(String form, SetKeys set) {
        return Templates.rendered(html -> JtekeysMoreGenerated.render(html, null, form, set));
    }
}
