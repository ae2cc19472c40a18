package dev.keyferry.server.console.page;

import dev.keyferry.server.console.template.JteauditGenerated;
import dev.keyferry.server.console.template.JtefailureGenerated;
import dev.keyferry.server.console.template.JtegenerateGenerated;
import dev.keyferry.server.console.template.JtegeneratedGenerated;
import dev.keyferry.server.console.template.JtekeyLifeGenerated;
import dev.keyferry.server.console.template.JtekeysGenerated;
import dev.keyferry.server.console.template.JtekeysMoreGenerated;
import dev.keyferry.server.console.template.JtekeysProblemGenerated;
import dev.keyferry.server.console.template.JtekeysResultGenerated;
import dev.keyferry.server.console.template.JteoverviewGenerated;
import dev.keyferry.server.console.template.JterevokeGenerated;
import dev.keyferry.server.console.template.JterevokedGenerated;
import dev.keyferry.server.console.template.JtesignInGenerated;
import dev.keyferry.server.console.template.JtetunnelGenerated;
import dev.keyferry.server.console.template.JtetunnelRowsGenerated;
import dev.keyferry.server.console.template.JtetunnelsGenerated;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.GeneratedView;
import dev.keyferry.server.console.view.KeyLife;
import dev.keyferry.server.console.view.OverviewView;
import dev.keyferry.server.console.view.RevokedView;
import dev.keyferry.server.console.view.SignInView;
import dev.keyferry.server.console.view.TunnelForm;
import dev.keyferry.server.console.view.TunnelSheet;
import dev.keyferry.server.console.view.TunnelsView;
import dev.keyferry.server.console.view.audit.AuditView;
import dev.keyferry.server.console.view.keys.KeysView;
import dev.keyferry.server.console.view.keys.SetKeys;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The templates, which the build makes into classes: nothing is compiled while the server runs, and
 * a value of the wrong type does not compile. All values are escaped for where they stand.
 */
public final class Templates {
    private Templates() {}

    public static String signIn(SignInView view) {
        return rendered(html -> JtesignInGenerated.render(html, null, view));
    }

    /** A request that was refused, or failed. */
    public static String failure(int status, String message) {
        return rendered(html -> JtefailureGenerated.render(html, null, status, message));
    }

    static String overview(Frame frame, OverviewView view) {
        return rendered(html -> JteoverviewGenerated.render(html, null, frame, view));
    }

    static String tunnels(Frame frame, AccountChoice choice, Optional<TunnelsView> found) {
        return rendered(html -> JtetunnelsGenerated.render(html, null, frame, choice, found));
    }

    /** The part of the page of tunnels that a search changes. */
    static String tunnelRows(TunnelsView found) {
        return rendered(html -> JtetunnelRowsGenerated.render(html, null, found));
    }

    static String tunnel(Frame frame, TunnelSheet sheet) {
        return rendered(html -> JtetunnelGenerated.render(html, null, frame, sheet));
    }

    /** The part of a tunnel's page that changes while gateways load its key. */
    static String keyLife(KeyLife life, String name) {
        return rendered(html -> JtekeyLifeGenerated.render(html, null, life, name));
    }

    static String generate(Frame frame, TunnelForm form, Optional<String> problem) {
        return rendered(html -> JtegenerateGenerated.render(html, null, frame, form, problem));
    }

    /** The one page that has a key. */
    static Sheet generated(Frame frame, GeneratedView view) {
        Sheet sheet = new Sheet();
        JtegeneratedGenerated.render(new OwaspHtmlTemplateOutput(sheet), null, frame, view);
        return sheet;
    }

    static String revoke(Frame frame, TunnelForm form, Optional<String> problem) {
        return rendered(html -> JterevokeGenerated.render(html, null, frame, form, problem));
    }

    static String revoked(Frame frame, RevokedView view) {
        return rendered(html -> JterevokedGenerated.render(html, null, frame, view));
    }

    static String audit(Frame frame, AuditView view) {
        return rendered(html -> JteauditGenerated.render(html, null, frame, view));
    }

    static String keys(Frame frame, KeysView view) {
        return rendered(html -> JtekeysGenerated.render(html, null, frame, view));
    }

    /** The part of the page that tells what came of the keys that were sent. */
    static String keysResult(String form, KeysView.Result result) {
        return rendered(html -> JtekeysResultGenerated.render(html, null, form, result));
    }

    /** What takes the place of how far a run is. */
    static String keysProblem(KeysView.Problem problem) {
        return rendered(html -> JtekeysProblemGenerated.render(html, null, problem));
    }

    /** What is added to that by each further call. */
    static String moreKeys(String form, SetKeys set) {
        return rendered(html -> JtekeysMoreGenerated.render(html, null, form, set));
    }

    /** A page without a secret that is sent as one with a secret is. */
    public static Sheet sheet(String page) {
        Sheet sheet = new Sheet();
        sheet.writeContent(page);
        return sheet;
    }

    /** What a template without a secret makes. */
    public static String rendered(Consumer<OwaspHtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }
}
