package dev.keyferry.server.console.page.tokens;

import dev.keyferry.server.console.page.Sheet;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.template.tokens.JtechangeTokenGenerated;
import dev.keyferry.server.console.template.tokens.JteissuedGenerated;
import dev.keyferry.server.console.template.tokens.JtenewTokenGenerated;
import dev.keyferry.server.console.template.tokens.JtetokenDeletedGenerated;
import dev.keyferry.server.console.template.tokens.JtetokensGenerated;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tokens.IssuedView;
import dev.keyferry.server.console.view.tokens.NewTokenView;
import dev.keyferry.server.console.view.tokens.TokenForm;
import dev.keyferry.server.console.view.tokens.TokensView;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.Optional;

/** The templates of tokens. */
final class TokenTemplates {
    private TokenTemplates() {}

    static String tokens(Frame frame, TokensView view) {
        return Templates.rendered(html -> JtetokensGenerated.render(html, null, frame, view));
    }

    static String create(Frame frame, NewTokenView view) {
        return Templates.rendered(html -> JtenewTokenGenerated.render(html, null, frame, view));
    }

    static String change(Frame frame, TokenForm form, Optional<String> problem) {
        return Templates.rendered(
                html -> JtechangeTokenGenerated.render(html, null, frame, form, problem));
    }

    static String deleted(Frame frame, TokenForm form) {
        return Templates.rendered(html -> JtetokenDeletedGenerated.render(html, null, frame, form));
    }

    /** The one page that has a token. */
    static Sheet issued(Frame frame, IssuedView view) {
        Sheet sheet = new Sheet();
        JteissuedGenerated.render(new OwaspHtmlTemplateOutput(sheet), null, frame, view);
        return sheet;
    }
}
