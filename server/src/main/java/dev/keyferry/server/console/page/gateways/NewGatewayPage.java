package dev.keyferry.server.console.page.gateways;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.session.Stamps;
import dev.keyferry.server.console.view.gateways.EnrolledView;
import dev.keyferry.server.console.view.gateways.NewGatewayView;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.edge.ReadEdges;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import dev.keyferry.server.usecase.gateway.NameGateway.Named;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code /gateways/new}: names a gateway, and shows the token with which one host becomes it this
 * once. Thread-safe.
 */
final class NewGatewayPage implements FormPage {
    private final GatewayUseCases gateways;
    private final ReadEdges readEdges;
    private final Stamps stamps;
    private final InstantSource clock;

    NewGatewayPage(UseCases useCases, Stamps stamps, InstantSource clock) {
        this.gateways = useCases.gateways();
        this.readEdges = useCases.edges().read();
        this.stamps = stamps;
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Operator operator = Operator.of(asked);
        return GatewayTemplates.newGateway(
                operator.frame("Enrol a gateway"), view(operator, Optional.empty()));
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        Operator operator = Operator.of(sent);
        if (!stamps.isOf(sent.parameter("stamp"), sent.form(), states())) {
            return again(
                    operator,
                    new Objection(
                            409,
                            "Gateways were named or have enrolled since this form was. Nothing was"
                                    + " done."));
        }
        GatewayName name;
        EdgeId edge;
        try {
            name = new GatewayName(sent.parameter("name"));
            edge = new EdgeId(sent.parameter("edge"));
        } catch (IllegalArgumentException e) {
            return again(
                    operator,
                    new Objection(
                            400,
                            "A gateway has an edge, and a name of 1 to 63 lower-case letters,"
                                    + " digits and inner hyphens. Nothing was done."));
        }
        Named named;
        try {
            named = gateways.name().name(sent.caller(), name, edge);
        } catch (Refusal.Invalid refused) {
            return again(operator, objection(400, refused));
        } catch (Refusal.Conflict refused) {
            return again(operator, objection(409, refused));
        }
        EnrolledView view = EnrolledView.of(operator.place(), named, clock.instant());
        return new Done(200, GatewayTemplates.enrolled(operator.frame("Named " + name), view));
    }

    @Override
    public Done again(Asked sent, Objection why) throws InterruptedException {
        return again(Operator.of(sent), why);
    }

    private Done again(Operator operator, Objection why) throws InterruptedException {
        NewGatewayView view = view(operator, Optional.of(why.sentence()));
        return why.with(_ ->
                GatewayTemplates.newGateway(operator.frame("Enrol a gateway").refused(), view));
    }

    private static Objection objection(int status, Refusal refused) {
        String text = refused.text();
        return new Objection(
                status,
                text.substring(0, 1).toUpperCase(Locale.ROOT)
                        + text.substring(1)
                        + ". Nothing was done.");
    }

    private NewGatewayView view(Operator operator, Optional<String> problem)
            throws InterruptedException {
        Asked asked = operator.asked();
        return new NewGatewayView(
                operator.place(),
                asked.parameter("name"),
                asked.parameter("edge"),
                NewGatewayView.choices(readEdges.list()),
                stamps.of(asked.form(), states()),
                problem);
    }

    private List<String> states() throws InterruptedException {
        return gateways.read().list().stream()
                .flatMap(seen -> NewGatewayView.state(seen.gateway()))
                .toList();
    }
}
