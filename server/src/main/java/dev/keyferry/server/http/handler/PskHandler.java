package dev.keyferry.server.http.handler;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.TunnelId;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.PskJson;
import dev.keyferry.server.http.request.BodyBudget;
import dev.keyferry.server.http.request.PskBody;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.SetPsks;

/** The two calls that set keys. Thread-safe. */
public final class PskHandler {
    private final SetPsks setPsks;
    private final GeneratePsk generatePsk;
    private final RequestBody bodies;
    private final BodyBudget budget;

    public PskHandler(
            SetPsks setPsks, GeneratePsk generatePsk, RequestBody bodies, BodyBudget budget) {
        this.setPsks = setPsks;
        this.generatePsk = generatePsk;
        this.bodies = bodies;
        this.budget = budget;
    }

    /** {@code POST .../ipsec_tunnels/psk}: the keys of many tunnels. */
    public void set(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        Mode mode = exchange.mode();
        try (var _ = budget.take(exchange.request().getContentLengthLong())) {
            SetPsks.Answer answer =
                    setPsks.set(
                            exchange.caller(),
                            account,
                            PskBody.read(bodies.open(exchange.request())),
                            mode);
            exchange.answer(
                    answer.notices().stream().map(MessageItem::of).toList(),
                    json -> PskJson.write(json, answer));
        }
    }

    /** {@code POST .../ipsec_tunnels/{id}/psk_generate}: a new random key for one tunnel. */
    public void generate(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        TunnelId tunnel = exchange.tunnel();
        Mode mode = exchange.mode();
        bodies.openOptional(exchange.request()).ignoreOptionalObject();
        GeneratePsk.Answer answer = generatePsk.generate(exchange.caller(), account, tunnel, mode);
        exchange.answer(
                answer.notices().stream().map(MessageItem::of).toList(),
                json -> PskJson.write(json, answer));
    }
}
