package dev.keyferry.server.http.handler;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.domain.address.IpAddress;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.Envelope;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.answer.key.Reuse;
import dev.keyferry.server.http.answer.tunnel.TargetForm;
import dev.keyferry.server.http.request.Flag;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.Query;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.http.request.ValidateOnly;
import dev.keyferry.server.http.request.named.IdempotencyKey;
import dev.keyferry.server.usecase.CountReuse;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.repeat.RequestMarks;
import dev.keyferry.server.usecase.tunnel.TunnelUpdate.FormerKeys;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** One request and its answer, as handlers see them. Confined to one thread. */
public final class Exchange {
    public static final String ACCOUNT = "account_id";
    public static final String TUNNEL = "ipsec_tunnel_id";
    public static final String TOKEN = "token_id";
    public static final String EDGE = "edge_name";
    public static final String ADDRESS = "address";
    public static final String GATEWAY = "gateway_name";
    public static final String AUDIT_RECORD = "audit_id";

    private static final String FORMER_KEYS = "X-Keyferry-Allow-Former-Key";

    private final Context context;
    private final Caller caller;
    private final RequestBody body;

    public Exchange(Context context, Caller caller, RequestBody body) {
        this.context = context;
        this.caller = caller;
        this.body = body;
    }

    public Caller caller() {
        return caller;
    }

    /**
     * Refuses a caller that has not the right which the call needs. What the path names is judged
     * by its form first, and not looked up: who may not read it does not learn whether it is there.
     *
     * @throws Refusal.Forbidden if the right is missing
     */
    public void require(Operation operation) {
        operation.permission().ifPresent(permission -> require(permission, operation.extent()));
    }

    private void require(Permission permission, Operation.Extent extent) {
        Rights rights = caller.rights();
        boolean isAllowed =
                switch (extent) {
                    case EVERYWHERE -> rights.allowEverywhere(permission);
                    case ANYWHERE -> rights.allowAnywhere(permission);
                    case ACCOUNT -> rights.allow(permission, account());
                    case WITHIN_ACCOUNT -> rights.allowWithin(permission, account());
                    case TUNNEL ->
                            rights.allowWithin(permission, account())
                                    && rights.allow(permission, account(), tunnel());
                };
        if (!isAllowed) {
            throw new Refusal.Forbidden();
        }
    }

    public RequestBody body() {
        return body;
    }

    HttpServletRequest request() {
        return context.req();
    }

    /** The account that the path names; an id of another form leads nowhere. */
    AccountId account() {
        return identifier(ACCOUNT, AccountId::new, ApiCode.NO_ROUTE);
    }

    /** The tunnel that the path names; no tunnel has an id of another form. */
    TunnelId tunnel() {
        return identifier(TUNNEL, TunnelId::new, ApiCode.TUNNEL_NOT_FOUND);
    }

    /** The API token that the path names; none has an id of another form. */
    TokenId token() {
        return identifier(TOKEN, TokenId::new, ApiCode.TOKEN_NOT_FOUND);
    }

    /** The edge that the path names; none has a name of another form. */
    EdgeId edge() {
        return identifier(EDGE, EdgeId::new, ApiCode.EDGE_NOT_FOUND);
    }

    /** The gateway that the path names; none has a name of another form. */
    GatewayName gateway() {
        return identifier(GATEWAY, GatewayName::new, ApiCode.GATEWAY_NOT_FOUND);
    }

    /** The record of the audit that the path names; none has an id of another form. */
    RequestId auditRecord() {
        return identifier(AUDIT_RECORD, RequestId::new, ApiCode.AUDIT_RECORD_NOT_FOUND);
    }

    /** The address that the path names; what is no address leads nowhere. */
    IpAddress address() {
        return identifier(ADDRESS, IpAddress::new, ApiCode.NO_ROUTE);
    }

    /** Whose things the path is about: an account's, or those of the deployment. */
    Optional<AccountId> owner() {
        return context.pathParamMap().containsKey(ACCOUNT)
                ? Optional.of(account())
                : Optional.empty();
    }

    Mode mode() {
        return ValidateOnly.mode(query().values(ValidateOnly.NAME));
    }

    /** The path as it was sent, without its query. */
    String path() {
        return context.path();
    }

    /** The call under the name that its caller gave it, if any; judged before a body is read. */
    NamedCall named(RequestMarks marks) {
        return new NamedCall(this, marks, IdempotencyKey.of(request()));
    }

    /**
     * What the answer tells of the tunnels' keys; a dry run does not look at stored keys at all.
     */
    Reuse reuse(CountReuse countReuse, Mode mode, List<TunnelId> tunnels)
            throws InterruptedException {
        return switch (mode) {
            case APPLY -> new Reuse(countReuse.count(caller, account(), tunnels));
            case VALIDATE_ONLY -> Reuse.UNTOLD;
        };
    }

    void refuseValidateOnly() {
        ValidateOnly.refuse(query().values(ValidateOnly.NAME));
    }

    /** How the request gives the target of a health check, and wants it given. */
    TargetForm targetForm() {
        return isSet(TargetForm.HEADER) ? TargetForm.OBJECT : TargetForm.TEXT;
    }

    /** Whether the request may put a former key back. */
    FormerKeys formerKeys() {
        return isSet(FORMER_KEYS) ? FormerKeys.ALLOWED : FormerKeys.REFUSED;
    }

    Paging paging() {
        return paging(Paging.FIRST);
    }

    /**
     * The page that is asked for.
     *
     * @param otherwise what counts where the query does not say it
     */
    Paging paging(Paging otherwise) {
        return Paging.of(query(), otherwise);
    }

    Query query() {
        return Query.parse(context.req().getQueryString());
    }

    /** Whether the query has the flag as {@code true}. */
    boolean isSetInQuery(String name) {
        return Flag.isSet(name, query().values(name));
    }

    /** The values by which a list is to be narrowed; empty if it is not. */
    List<String> filter(String name) {
        return query().values(name);
    }

    /**
     * Answers with success.
     *
     * @param result writes exactly one JSON value
     */
    void answer(List<MessageItem> messages, Consumer<JsonGenerator> result) {
        answer(Success.of(messages, result));
    }

    void answer(Success success) {
        context.res().setStatus(200);
        try {
            Envelope.success(context.res().getOutputStream(), success);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers what a deletion does: the id of what is no more. */
    void answerId(String id) {
        answer(
                List.of(),
                json -> {
                    json.writeStartObject();
                    json.writeStringProperty("id", id);
                    json.writeEndObject();
                });
    }

    private boolean isSet(String header) {
        return Flag.isSet(header, Collections.list(context.req().getHeaders(header)));
    }

    private <T> T identifier(String parameter, Function<String, T> parse, ApiCode otherwise) {
        try {
            return parse.apply(context.pathParam(parameter));
        } catch (IllegalArgumentException e) {
            throw RequestRefused.of(otherwise);
        }
    }
}
