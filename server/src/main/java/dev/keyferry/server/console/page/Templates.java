package dev.keyferry.server.console.page;

import dev.keyferry.server.console.template.JtefailureGenerated;
import dev.keyferry.server.console.template.JteoverviewGenerated;
import dev.keyferry.server.console.template.JtesignInGenerated;
import dev.keyferry.server.console.template.JtetunnelRowsGenerated;
import dev.keyferry.server.console.template.JtetunnelsGenerated;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.OverviewView;
import dev.keyferry.server.console.view.SignInView;
import dev.keyferry.server.console.view.TunnelsView;
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

    private static String rendered(Consumer<OwaspHtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return text.toString();
    }
}
