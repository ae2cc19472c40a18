package dev.keyferry.server.http.handler;

import dev.keyferry.feed.AccountId;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.TunnelJson;
import dev.keyferry.server.http.request.BodyBudget;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.http.request.tunnel.TunnelBody;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.ListTunnels;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** Tunnels: create, list, get, delete. Thread-safe. */
public final class TunnelHandler {
    private final CreateTunnels createTunnels;
    private final ListTunnels listTunnels;
    private final GetTunnel getTunnel;
    private final DeleteTunnel deleteTunnel;
    private final RequestBody bodies;
    private final BodyBudget budget;

    public TunnelHandler(UseCases useCases, RequestBody bodies, BodyBudget budget) {
        this.createTunnels = useCases.createTunnels();
        this.listTunnels = useCases.listTunnels();
        this.getTunnel = useCases.getTunnel();
        this.deleteTunnel = useCases.deleteTunnel();
        this.bodies = bodies;
        this.budget = budget;
    }

    public void create(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        Mode mode = exchange.mode();
        try (var _ = budget.take(exchange.request().getContentLengthLong())) {
            TunnelBody body = TunnelBody.read(bodies.open(exchange.request()));
            CreateTunnels.Answer answer =
                    createTunnels.create(exchange.caller(), account, body.tunnels(), mode);
            exchange.answer(
                    messages(body.ignored(), answer.notices()),
                    json -> writeInKind(json, body.form(), answer.tunnels()));
        }
    }

    public void list(Exchange exchange) throws InterruptedException {
        List<TunnelView> tunnels = listTunnels.list(exchange.caller().rights(), exchange.account());
        exchange.answer(List.of(), json -> TunnelJson.writeAll(json, tunnels));
    }

    public void get(Exchange exchange) throws InterruptedException {
        TunnelView tunnel = getTunnel.get(exchange.account(), exchange.tunnel());
        exchange.answer(
                List.of(),
                json -> {
                    json.writeStartObject();
                    json.writeName("ipsec_tunnel");
                    TunnelJson.write(json, tunnel);
                    json.writeEndObject();
                });
    }

    /** A body, which some clients send, is not looked at. */
    public void delete(Exchange exchange) throws InterruptedException {
        Mode mode = exchange.mode();
        DeleteTunnel.Answer answer =
                deleteTunnel.delete(exchange.caller(), exchange.account(), exchange.tunnel(), mode);
        exchange.answer(
                messages(List.of(), answer.notices()),
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("deleted", mode == Mode.APPLY);
                    json.writeName("deleted_ipsec_tunnel");
                    TunnelJson.write(json, answer.tunnel());
                    json.writeEndObject();
                });
    }

    private static void writeInKind(
            JsonGenerator json, TunnelBody.Form form, List<TunnelView> tunnels) {
        switch (form) {
            case OBJECT -> TunnelJson.write(json, tunnels.getFirst());
            case ARRAY -> TunnelJson.writeAll(json, tunnels);
        }
    }

    private static List<MessageItem> messages(List<MessageItem> first, List<Notice> notices) {
        return Stream.concat(first.stream(), notices.stream().map(MessageItem::of)).toList();
    }
}
