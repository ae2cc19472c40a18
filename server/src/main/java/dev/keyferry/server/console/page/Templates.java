package dev.keyferry.server.console.page;

import dev.keyferry.server.console.template.JteauditGenerated;
import dev.keyferry.server.console.template.JtefailureGenerated;
import dev.keyferry.server.console.template.JtesignInGenerated;
import dev.keyferry.server.console.template.overview.JteoverviewGenerated;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.SignInView;
import dev.keyferry.server.console.view.audit.AuditView;
import dev.keyferry.server.console.view.overview.OverviewView;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
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

    static String audit(Frame frame, AuditView view) {
        return rendered(html -> JteauditGenerated.render(html, null, frame, view));
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
