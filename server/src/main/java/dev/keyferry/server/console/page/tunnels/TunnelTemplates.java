package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Sheet;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.template.tunnels.JtegenerateGenerated;
import dev.keyferry.server.console.template.tunnels.JtegeneratedGenerated;
import dev.keyferry.server.console.template.tunnels.JtekeyLifeGenerated;
import dev.keyferry.server.console.template.tunnels.JterevokeGenerated;
import dev.keyferry.server.console.template.tunnels.JterevokedGenerated;
import dev.keyferry.server.console.template.tunnels.JtetunnelGenerated;
import dev.keyferry.server.console.template.tunnels.JtetunnelRowsGenerated;
import dev.keyferry.server.console.template.tunnels.JtetunnelsGenerated;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tunnels.GeneratedView;
import dev.keyferry.server.console.view.tunnels.KeyLife;
import dev.keyferry.server.console.view.tunnels.RevokedView;
import dev.keyferry.server.console.view.tunnels.TunnelForm;
import dev.keyferry.server.console.view.tunnels.TunnelSheet;
import dev.keyferry.server.console.view.tunnels.TunnelsView;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.Optional;

/** The templates of tunnels. */
final class TunnelTemplates {
    private TunnelTemplates() {}

    static String tunnels(Frame frame, AccountChoice choice, Optional<TunnelsView> found) {
        return Templates.rendered(
                html -> JtetunnelsGenerated.render(html, null, frame, choice, found));
    }

    /** The part of the page of tunnels that a search changes. */
    static String tunnelRows(TunnelsView found) {
        return Templates.rendered(html -> JtetunnelRowsGenerated.render(html, null, found));
    }

    static String tunnel(Frame frame, TunnelSheet sheet) {
        return Templates.rendered(html -> JtetunnelGenerated.render(html, null, frame, sheet));
    }

    /** The part of a tunnel's page that changes while gateways load its key. */
    static String keyLife(KeyLife life, String name) {
        return Templates.rendered(html -> JtekeyLifeGenerated.render(html, null, life, name));
    }

    static String generate(Frame frame, TunnelForm form, Optional<String> problem) {
        return Templates.rendered(
                html -> JtegenerateGenerated.render(html, null, frame, form, problem));
    }

    /** The one page that has a key. */
    static Sheet generated(Frame frame, GeneratedView view) {
        Sheet sheet = new Sheet();
        JtegeneratedGenerated.render(new OwaspHtmlTemplateOutput(sheet), null, frame, view);
        return sheet;
    }

    static String revoke(Frame frame, TunnelForm form, Optional<String> problem) {
        return Templates.rendered(
                html -> JterevokeGenerated.render(html, null, frame, form, problem));
    }

    static String revoked(Frame frame, RevokedView view) {
        return Templates.rendered(html -> JterevokedGenerated.render(html, null, frame, view));
    }
}
