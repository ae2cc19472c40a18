package dev.keyferry.server.console.page.gateways;

import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Templates;
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
                    operator, 409, "Gateways were named or have enrolled since this form was.");
        }
        GatewayName name;
        EdgeId edge;
        try {
            name = new GatewayName(sent.parameter("name"));
            edge = new EdgeId(sent.parameter("edge"));
        } catch (IllegalArgumentException e) {
            return again(
                    operator,
                    400,
                    "A gateway has an edge, and a name of 1 to 63 lower-case letters, digits and"
                            + " inner hyphens.");
        }
        Named named;
        try {
            named = gateways.name().name(sent.caller(), name, edge);
        } catch (Refusal.Invalid refused) {
            return again(operator, 400, sentence(refused));
        } catch (Refusal.Conflict refused) {
            return again(operator, 409, sentence(refused));
        }
        EnrolledView view = EnrolledView.of(operator.place(), named, clock.instant());
        return new Done(200, GatewayTemplates.enrolled(operator.frame("Enrol " + name), view));
    }

    private static String sentence(Refusal refused) {
        return refused.text().substring(0, 1).toUpperCase(Locale.ROOT)
                + refused.text().substring(1)
                + ".";
    }

    private Done again(Operator operator, int status, String why) throws InterruptedException {
        NewGatewayView view = view(operator, Optional.of(why + " Nothing was done."));
        String page = GatewayTemplates.newGateway(operator.frame("Enrol a gateway"), view);
        return new Done(status, Templates.sheet(page));
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
