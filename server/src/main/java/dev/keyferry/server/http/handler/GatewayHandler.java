package dev.keyferry.server.http.handler;

import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.domain.gateway.Exposed;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.answer.edge.GatewayJson;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.edge.GatewayBody;
import dev.keyferry.server.usecase.gateway.GatewayUseCases;
import dev.keyferry.server.usecase.gateway.NameGateway.Named;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.port.edge.Gateways.Stretch;
import java.util.List;

/** Gateways: name, list, get, drain, resume, revoke, and what revoked ones hold. Thread-safe. */
public final class GatewayHandler {
    /** Most tunnels in the answer to a revocation; the others are read in pages. */
    static final int MAX_EXPOSED = 1_000;

    private final GatewayUseCases gateways;

    public GatewayHandler(GatewayUseCases gateways) {
        this.gateways = gateways;
    }

    public void name(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        GatewayBody body = GatewayBody.read(exchange.body().open());
        Named named = gateways.name().name(exchange.caller(), body.name(), body.edge());
        exchange.answer(List.of(), json -> GatewayJson.write(json, named));
    }

    public void list(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        List<Seen> all = gateways.read().list();
        List<Seen> page = paging.of(all);
        exchange.answer(
                Success.of(
                                List.of(),
                                json -> {
                                    json.writeStartArray();
                                    page.forEach(seen -> GatewayJson.write(json, seen));
                                    json.writeEndArray();
                                })
                        .on(paging.place(page, all)));
    }

    public void get(Exchange exchange) throws InterruptedException {
        answer(exchange, exchange.gateway());
    }

    public void drain(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        gateways.drain().drain(exchange.caller(), exchange.gateway());
        answer(exchange, exchange.gateway());
    }

    public void resume(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        gateways.drain().resume(exchange.caller(), exchange.gateway());
        answer(exchange, exchange.gateway());
    }

    public void revoke(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        GatewayName name = exchange.gateway();
        Gateway revoked = gateways.revoke().revoke(exchange.caller(), name);
        Exposed.Some exposed = gateways.read().exposed(name, new Stretch(0, MAX_EXPOSED));
        exchange.answer(List.of(), json -> GatewayJson.write(json, revoked, exposed));
    }

    /** In the order of accounts and names, whatever direction is asked for. */
    public void exposed(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        long before = (long) (paging.page() - 1) * paging.perPage();
        Exposed.Some some =
                gateways.read().exposed(exchange.gateway(), new Stretch(before, paging.perPage()));
        exchange.answer(
                Success.of(List.of(), json -> GatewayJson.write(json, some.tunnels()))
                        .on(paging.place(some.tunnels(), Math.toIntExact(some.count()))));
    }

    private void answer(Exchange exchange, GatewayName name) throws InterruptedException {
        Seen seen = gateways.read().get(name);
        exchange.answer(List.of(), json -> GatewayJson.write(json, seen));
    }
}
