package dev.keyferry.server.http.handler;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.key.PskJson;
import dev.keyferry.server.http.answer.key.ReauthJson;
import dev.keyferry.server.http.answer.key.Reuse;
import dev.keyferry.server.http.request.PskBody;
import dev.keyferry.server.usecase.CountReuse;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.RemovePsk;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.reauth.Reauthenticate;
import dev.keyferry.server.usecase.reauth.Reauthenticate.Reach;
import dev.keyferry.server.usecase.repeat.RequestMarks;
import java.util.List;

/** The calls that set keys, remove them, and try them on routers. Thread-safe. */
public final class PskHandler {
    /** The query parameter that has proven keys tried again. */
    private static final String PROVEN = "proven";

    private final SetPsks setPsks;
    private final GeneratePsk generatePsk;
    private final RemovePsk removePsk;
    private final Reauthenticate reauthenticate;
    private final CountReuse countReuse;
    private final RequestMarks marks;

    public PskHandler(UseCases useCases) {
        this.setPsks = useCases.setPsks();
        this.generatePsk = useCases.generatePsk();
        this.removePsk = useCases.removePsk();
        this.reauthenticate = useCases.reauthenticate();
        this.countReuse = useCases.countReuse();
        this.marks = useCases.requestMarks();
    }

    /** {@code POST .../ipsec_tunnels/psk}: the keys of many tunnels. */
    public void set(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        Mode mode = exchange.mode();
        SetPsks.Answer answer =
                setPsks.set(exchange.caller(), account, PskBody.read(exchange.body().open()), mode);
        Reuse reuse =
                exchange.reuse(
                        countReuse,
                        mode,
                        answer.applied().keySet().stream().map(TunnelId::new).toList());
        exchange.answer(
                answer.notices().stream().map(MessageItem::of).toList(),
                json -> PskJson.write(json, answer, reuse));
    }

    /** {@code DELETE .../keyferry/psks/{id}}: one tunnel has no key any more. */
    public void remove(Exchange exchange) throws InterruptedException {
        RemovePsk.Answer answer =
                removePsk.remove(
                        exchange.caller(), exchange.account(), exchange.tunnel(), exchange.mode());
        exchange.answer(
                answer.notices().stream().map(MessageItem::of).toList(),
                json -> PskJson.write(json, answer));
    }

    /** {@code POST .../keyferry/psks/{id}/reauth}: one tunnel's routers authenticate anew. */
    public void reauthenticate(Exchange exchange) throws InterruptedException {
        Reauthenticate.Answer answer =
                reauthenticate.reauthenticate(
                        exchange.caller(),
                        exchange.account(),
                        exchange.tunnel(),
                        exchange.isSetInQuery(PROVEN) ? Reach.ALL : Reach.UNPROVEN,
                        exchange.mode());
        exchange.answer(ReauthJson.messages(answer), json -> ReauthJson.write(json, answer));
    }

    /** {@code POST .../ipsec_tunnels/{id}/psk_generate}: a new random key for one tunnel. */
    public void generate(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        TunnelId tunnel = exchange.tunnel();
        Mode mode = exchange.mode();
        NamedCall call = exchange.named(marks);
        exchange.body().openOptional(call.hash()).ignoreOptionalObject();
        GeneratePsk.Answer answer =
                generatePsk.generate(exchange.caller(), account, tunnel, mode, call.mark(mode));
        Reuse reuse = exchange.reuse(countReuse, mode, List.of(tunnel));
        exchange.answer(
                answer.notices().stream().map(MessageItem::of).toList(),
                json -> PskJson.write(json, answer, reuse));
    }
}
