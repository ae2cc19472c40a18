package dev.keyferry.server.http.handler;

import dev.keyferry.server.domain.edge.Edge;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.answer.edge.EdgeJson;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.edge.EdgeBody;
import dev.keyferry.server.usecase.edge.EdgeUseCases;
import dev.keyferry.server.usecase.edge.ReadEdges.Shown;
import java.util.List;

/** Edges: create, list, get, their key and their addresses. Thread-safe. */
public final class EdgeHandler {
    private final EdgeUseCases edges;

    public EdgeHandler(EdgeUseCases edges) {
        this.edges = edges;
    }

    public void create(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        Edge edge = edges.create().create(exchange.caller(), EdgeBody.read(exchange.body().open()));
        answer(exchange, edge);
    }

    public void list(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        List<Edge> all = edges.read().list();
        List<Edge> page = paging.of(all);
        List<Shown> shown = edges.read().shown(page);
        exchange.answer(
                Success.of(
                                List.of(),
                                json -> {
                                    json.writeStartArray();
                                    shown.forEach(edge -> EdgeJson.write(json, edge));
                                    json.writeEndArray();
                                })
                        .on(paging.place(page, all)));
    }

    public void get(Exchange exchange) throws InterruptedException {
        answer(exchange, edges.read().get(exchange.edge()));
    }

    public void setKey(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        Edge edge =
                edges.setKey()
                        .set(
                                exchange.caller(),
                                exchange.edge(),
                                EdgeBody.readKey(exchange.body().open()));
        answer(exchange, edge);
    }

    public void bind(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        answer(exchange, edges.bind().bind(exchange.caller(), exchange.edge(), exchange.address()));
    }

    public void unbind(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        answer(
                exchange,
                edges.bind().unbind(exchange.caller(), exchange.edge(), exchange.address()));
    }

    private void answer(Exchange exchange, Edge edge) throws InterruptedException {
        Shown shown = edges.read().shown(List.of(edge)).getFirst();
        exchange.answer(List.of(), json -> EdgeJson.write(json, shown));
    }
}
