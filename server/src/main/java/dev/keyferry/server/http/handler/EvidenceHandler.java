package dev.keyferry.server.http.handler;

import dev.keyferry.feed.evidence.PeerAddress;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.address.AddressLiteral;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.answer.key.EvidenceJson;
import dev.keyferry.server.http.answer.key.KeyJson;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.evidence.ListAttempts;
import dev.keyferry.server.usecase.tunnel.ListTunnels;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Where keys stand, and attempts that failed. Thread-safe. */
public final class EvidenceHandler {
    private final ListTunnels listTunnels;
    private final ListAttempts listAttempts;

    public EvidenceHandler(UseCases useCases) {
        this.listTunnels = useCases.listTunnels();
        this.listAttempts = useCases.listAttempts();
    }

    private record Listed(TunnelId id, String name, KeyStatus status) {}

    /** {@code GET .../keyferry/psks}: the tunnels that have a key, in the order of their names. */
    public void psks(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        Optional<KeyStatus.Filter> filter = once(exchange, "state", EvidenceHandler::state);
        List<Listed> all = new ArrayList<>();
        for (TunnelView view : listTunnels.list(exchange.caller().rights(), exchange.account())) {
            view.status()
                    .filter(status -> filter.stream().allMatch(f -> f.takes(status)))
                    .map(status ->
                            new Listed(
                                    view.tunnel().id(),
                                    view.tunnel().parameters().name().value(),
                                    status))
                    .ifPresent(all::add);
        }
        List<Listed> page = paging.of(all);
        exchange.answer(
                Success.of(List.of(), json -> writeAll(json, page)).on(paging.place(page, all)));
    }

    /** {@code GET .../accounts/{id}/keyferry/attempts}: at identities of the account's tunnels. */
    public void attempts(Exchange exchange) throws InterruptedException {
        answer(
                exchange,
                listAttempts.ofAccount(
                        exchange.caller().rights(),
                        exchange.account(),
                        once(exchange, "tunnel", TunnelId::new),
                        address(exchange)));
    }

    /** {@code GET .../keyferry/attempts}: at identities of no tunnel. */
    public void strangers(Exchange exchange) throws InterruptedException {
        answer(exchange, listAttempts.ofStrangers(address(exchange)));
    }

    /** The newest is first, which the order of pages counts from. */
    private static void answer(Exchange exchange, List<Attempts> newestFirst) {
        Paging paging = exchange.paging();
        List<Attempts> page = paging.of(newestFirst);
        exchange.answer(
                Success.of(
                                List.of(),
                                json -> {
                                    json.writeStartArray();
                                    page.forEach(attempts -> EvidenceJson.write(json, attempts));
                                    json.writeEndArray();
                                })
                        .on(paging.place(page, newestFirst)));
    }

    private static void writeAll(JsonGenerator json, List<Listed> page) {
        json.writeStartArray();
        for (Listed listed : page) {
            json.writeStartObject();
            json.writeStringProperty("id", listed.id().value());
            json.writeStringProperty("name", listed.name());
            json.writeName("psk");
            KeyJson.write(json, listed.status());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Optional<PeerAddress> address(Exchange exchange) {
        return once(
                exchange,
                "address",
                text -> new PeerAddress(Bytes.copyOf(AddressLiteral.read(text).getAddress())));
    }

    private static KeyStatus.Filter state(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("a state is in lower case");
        }
        return KeyStatus.Filter.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static <T> Optional<T> once(Exchange exchange, String name, Function<String, T> parse) {
        List<String> values = exchange.filter(name);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (values.size() == 1) {
                return Optional.of(parse.apply(values.getFirst()));
            }
        } catch (IllegalArgumentException e) {
            throw refusal(name);
        }
        throw refusal(name);
    }

    private static RequestRefused refusal(String name) {
        String sentence =
                switch (name) {
                    case "state" ->
                            "state must be unserved, stored, partial, loaded, proven or rejected, once";
                    case "tunnel" -> "tunnel must be a tunnel's id, once";
                    default -> "address must be an IPv4 or IPv6 address, once";
                };
        return new RequestRefused(
                ErrorAnswer.of(
                        ErrorItem.of(ApiCode.INVALID_REQUEST, "Invalid Request: " + sentence)));
    }
}
