package dev.keyferry.server.console.page.gateways;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.gateways.GatewayForm;
import dev.keyferry.server.console.view.gateways.GatewayForm.Action;
import dev.keyferry.server.console.view.gateways.HeldView;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.InstantSource;
import java.util.Optional;

/** {@code /gateways/change}: asks, and drains, resumes or revokes a gateway. Thread-safe. */
final class ChangeGatewayPage implements FormPage {
    private final GatewayUseCases gateways;
    private final InstantSource clock;

    ChangeGatewayPage(GatewayUseCases gateways, InstantSource clock) {
        this.gateways = gateways;
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Operator operator = Operator.of(asked);
        GatewayForm form = form(operator);
        return GatewayTemplates.change(frame(operator, form), form, Optional.empty());
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        Operator operator = Operator.of(sent);
        GatewayForm form = form(operator);
        if (!sent.parameter("state").equals(form.state()) || !form.isPossible()) {
            return again(
                    operator,
                    form,
                    new Objection(409, "The gateway is " + form.state() + ". Nothing was done."));
        }
        if (form.isRevocation() && !sent.parameter("sure").equals("yes")) {
            return again(
                    operator,
                    form,
                    new Objection(
                            400,
                            "Confirm that the gateway’s rights are to end. Nothing was done."));
        }
        GatewayName name = operator.gateway();
        String page =
                switch (form.action()) {
                    case DRAIN -> {
                        gateways.drain().drain(sent.caller(), name);
                        yield GatewayTemplates.changed(done(operator, form), form);
                    }
                    case RESUME -> {
                        gateways.drain().resume(sent.caller(), name);
                        yield GatewayTemplates.changed(done(operator, form), form);
                    }
                    case REVOKE -> {
                        gateways.revoke().revoke(sent.caller(), name);
                        yield GatewayTemplates.held(done(operator, form), held(operator, name));
                    }
                };
        return new Done(200, Templates.sheet(page));
    }

    private HeldView held(Operator operator, GatewayName name) throws InterruptedException {
        return HeldView.of(
                operator.place(),
                name.value(),
                Optional.of("The gateway is revoked: it is handed nothing any more."),
                gateways.read().exposed(name, new Stretch(0, HeldView.PER_PAGE)),
                1,
                clock.instant());
    }

    @Override
    public Done again(Asked sent, Objection why) throws InterruptedException {
        Operator operator = Operator.of(sent);
        return again(operator, form(operator), why);
    }

    private static Done again(Operator operator, GatewayForm form, Objection why) {
        return why.with(problem ->
                GatewayTemplates.change(
                        frame(operator, form).refused(), form, Optional.of(problem)));
    }

    private GatewayForm form(Operator operator) throws InterruptedException {
        Action action =
                Action.of(operator.asked().parameter("do"))
                        .orElseThrow(() ->
                                new Refusal.Invalid(
                                        "", "a gateway is drained, resumed or revoked"));
        return GatewayForm.of(
                operator.place(), gateways.read().get(operator.gateway()).gateway(), action);
    }

    private static Frame frame(Operator operator, GatewayForm form) {
        return operator.frame(form.action().word() + " " + form.name());
    }

    private static Frame done(Operator operator, GatewayForm form) {
        return operator.frame(form.action().done() + " " + form.name());
    }
}
