package dev.keyferry.server.http.handler;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.key.Reuse;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.answer.tunnel.TunnelJson;
import dev.keyferry.server.http.request.tunnel.TunnelBody;
import dev.keyferry.server.http.request.tunnel.TunnelForm;
import dev.keyferry.server.http.request.tunnel.UpdateBody;
import dev.keyferry.server.usecase.CountReuse;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.repeat.RequestMarks;
import dev.keyferry.server.usecase.tunnel.CreateTunnels;
import dev.keyferry.server.usecase.tunnel.DeleteTunnel;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.ListTunnels;
import dev.keyferry.server.usecase.tunnel.TunnelList;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import dev.keyferry.server.usecase.tunnel.UpdateTunnels;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Tunnels: create, list, get, update, delete. Thread-safe. */
public final class TunnelHandler {
    private final CreateTunnels createTunnels;
    private final ListTunnels listTunnels;
    private final GetTunnel getTunnel;
    private final UpdateTunnels updateTunnels;
    private final DeleteTunnel deleteTunnel;
    private final CountReuse countReuse;
    private final RequestMarks marks;

    public TunnelHandler(UseCases useCases) {
        this.createTunnels = useCases.createTunnels();
        this.listTunnels = useCases.listTunnels();
        this.getTunnel = useCases.getTunnel();
        this.updateTunnels = useCases.updateTunnels();
        this.deleteTunnel = useCases.deleteTunnel();
        this.countReuse = useCases.countReuse();
        this.marks = useCases.requestMarks();
    }

    public void create(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        Mode mode = exchange.mode();
        TargetForm form = exchange.targetForm();
        NamedCall call = exchange.named(marks);
        TunnelBody body = TunnelBody.read(exchange.body().open(call.hash()), form);
        CreateTunnels.Answer answer =
                createTunnels.create(
                        exchange.caller(), account, body.tunnels(), mode, call.mark(mode));
        Reuse reuse =
                exchange.reuse(
                        countReuse,
                        mode,
                        answer.tunnels().stream().map(view -> view.tunnel().id()).toList());
        exchange.answer(
                messages(answer.notices()),
                json -> writeInKind(json, body.form(), answer.tunnels(), form, reuse));
    }

    public void list(Exchange exchange) throws InterruptedException {
        TargetForm form = exchange.targetForm();
        TunnelList tunnels = listTunnels.list(exchange.caller().rights(), exchange.account());
        exchange.answer(List.of(), json -> writeAll(json, tunnels, form, Reuse.UNTOLD));
    }

    public void get(Exchange exchange) throws InterruptedException {
        TargetForm form = exchange.targetForm();
        TunnelView tunnel = getTunnel.get(exchange.account(), exchange.tunnel());
        exchange.answer(
                List.of(),
                json -> {
                    json.writeStartObject();
                    json.writeName("ipsec_tunnel");
                    TunnelJson.write(json, tunnel, form);
                    json.writeEndObject();
                });
    }

    /** {@code PUT .../ipsec_tunnels/{id}}: one tunnel. */
    public void update(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        TunnelId tunnel = exchange.tunnel();
        Mode mode = exchange.mode();
        TargetForm form = exchange.targetForm();
        FormerKeys formerKeys = exchange.formerKeys();
        TunnelUpdate update = UpdateBody.readOne(exchange.body().open(), form, tunnel);
        UpdateTunnels.Answer answer =
                updateTunnels.update(exchange.caller(), account, List.of(update), formerKeys, mode);
        Reuse reuse = exchange.reuse(countReuse, mode, withKeys(List.of(update)));
        exchange.answer(
                messages(answer.notices()),
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("modified", mode == Mode.APPLY);
                    json.writeName("modified_ipsec_tunnel");
                    TunnelJson.write(json, answer.tunnels().getFirst(), form, reuse);
                    json.writeEndObject();
                });
    }

    /** {@code PUT .../ipsec_tunnels}: several tunnels. */
    public void updateAll(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        Mode mode = exchange.mode();
        TargetForm form = exchange.targetForm();
        FormerKeys formerKeys = exchange.formerKeys();
        List<TunnelUpdate> updates = UpdateBody.readAll(exchange.body().open(), form);
        UpdateTunnels.Answer answer =
                updateTunnels.update(exchange.caller(), account, updates, formerKeys, mode);
        Reuse reuse = exchange.reuse(countReuse, mode, withKeys(updates));
        exchange.answer(
                messages(answer.notices()),
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("modified", mode == Mode.APPLY);
                    json.writeName("modified_ipsec_tunnels");
                    TunnelJson.writeAll(json, answer.tunnels(), form, reuse);
                    json.writeEndObject();
                });
    }

    /** A body, which some clients send, is not looked at. */
    public void delete(Exchange exchange) throws InterruptedException {
        Mode mode = exchange.mode();
        TargetForm form = exchange.targetForm();
        DeleteTunnel.Answer answer =
                deleteTunnel.delete(exchange.caller(), exchange.account(), exchange.tunnel(), mode);
        exchange.answer(
                messages(answer.notices()),
                json -> {
                    json.writeStartObject();
                    json.writeBooleanProperty("deleted", mode == Mode.APPLY);
                    json.writeName("deleted_ipsec_tunnel");
                    TunnelJson.write(json, answer.tunnel(), form);
                    json.writeEndObject();
                });
    }

    /** Those whose update brought a key. */
    private static List<TunnelId> withKeys(List<TunnelUpdate> updates) {
        return updates.stream()
                .filter(update -> update.key().isPresent())
                .map(TunnelUpdate::tunnel)
                .toList();
    }

    private static void writeInKind(
            JsonGenerator json,
            TunnelForm sent,
            List<TunnelView> tunnels,
            TargetForm form,
            Reuse reuse) {
        switch (sent) {
            case OBJECT -> TunnelJson.write(json, tunnels.getFirst(), form, reuse);
            case ARRAY -> writeAll(json, tunnels, form, reuse);
        }
    }

    private static void writeAll(
            JsonGenerator json, Iterable<TunnelView> tunnels, TargetForm form, Reuse reuse) {
        json.writeStartObject();
        json.writeName("ipsec_tunnels");
        TunnelJson.writeAll(json, tunnels, form, reuse);
        json.writeEndObject();
    }

    private static List<MessageItem> messages(List<Notice> notices) {
        return notices.stream().map(MessageItem::of).toList();
    }
}
