package dev.keyferry.server.console.page.gateways;

import dev.keyferry.server.console.page.Sheet;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.template.gateways.JtechangeGatewayGenerated;
import dev.keyferry.server.console.template.gateways.JtegatewayChangedGenerated;
import dev.keyferry.server.console.template.gateways.JtegatewayEnrolledGenerated;
import dev.keyferry.server.console.template.gateways.JtegatewaysGenerated;
import dev.keyferry.server.console.template.gateways.JteheldKeysGenerated;
import dev.keyferry.server.console.template.gateways.JtenewGatewayGenerated;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.gateways.EnrolledView;
import dev.keyferry.server.console.view.gateways.GatewayForm;
import dev.keyferry.server.console.view.gateways.GatewaysView;
import dev.keyferry.server.console.view.gateways.HeldView;
import dev.keyferry.server.console.view.gateways.NewGatewayView;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.Optional;

/** The templates of edges and gateways. */
final class GatewayTemplates {
    private GatewayTemplates() {}

    static String gateways(Frame frame, GatewaysView view) {
        return Templates.rendered(html -> JtegatewaysGenerated.render(html, null, frame, view));
    }

    static String newGateway(Frame frame, NewGatewayView view) {
        return Templates.rendered(html -> JtenewGatewayGenerated.render(html, null, frame, view));
    }

    /** The one page that has an enrolment token. */
    static Sheet enrolled(Frame frame, EnrolledView view) {
        Sheet sheet = new Sheet();
        JtegatewayEnrolledGenerated.render(new OwaspHtmlTemplateOutput(sheet), null, frame, view);
        return sheet;
    }

    static String change(Frame frame, GatewayForm form, Optional<String> problem) {
        return Templates.rendered(
                html -> JtechangeGatewayGenerated.render(html, null, frame, form, problem));
    }

    static String changed(Frame frame, GatewayForm form) {
        return Templates.rendered(
                html -> JtegatewayChangedGenerated.render(html, null, frame, form));
    }

    static String held(Frame frame, HeldView view) {
        return Templates.rendered(html -> JteheldKeysGenerated.render(html, null, frame, view));
    }
}
