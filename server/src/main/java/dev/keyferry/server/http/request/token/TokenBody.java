package dev.keyferry.server.http.request.token;

import dev.keyferry.server.domain.rights.Policy;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.Validity;
import dev.keyferry.server.http.answer.RequestRefused;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.GivenTime;
import dev.keyferry.server.http.request.JsonBody;
import dev.keyferry.server.usecase.token.TermsEdit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST .../tokens} and of {@code PUT .../tokens/{id}}: {@code name}, {@code
 * policies}, {@code status}, {@code condition}, {@code not_before} and {@code expires_on}. The last
 * three may be null, which takes away what was there. Confined to one thread.
 */
public final class TokenBody {
    private final JsonBody body;
    private @Nullable TokenName name;
    private @Nullable String status;
    private @Nullable List<Policy> policies;
    private @Nullable SourceCondition condition;
    private UnaryOperator<Validity> validity = UnaryOperator.identity();

    private TokenBody(JsonBody body) {
        this.body = body;
    }

    /**
     * Returns the terms of a token to be made.
     *
     * @throws RequestRefused if the body is not such a JSON text, or has no name or no policies
     */
    public static Terms create(JsonBody body) {
        TokenBody read = new TokenBody(body).read();
        return new Terms(
                required("name", read.name),
                Optional.ofNullable(read.status).map(TokenBody::state).orElse(Terms.State.ACTIVE),
                required("policies", read.policies),
                Optional.ofNullable(read.condition).orElse(SourceCondition.ANYWHERE),
                read.validity.apply(Validity.ALWAYS));
    }

    /**
     * Returns what is to change of a token.
     *
     * @throws RequestRefused if the body is not such a JSON text
     */
    public static TermsEdit update(JsonBody body) {
        TokenBody read = new TokenBody(body).read();
        return new TermsEdit(
                Optional.ofNullable(read.name),
                // A token that is over is shown as expired, and may be sent back with a later end.
                Optional.ofNullable(read.status)
                        .filter(status -> !status.equals("expired"))
                        .map(TokenBody::state),
                Optional.ofNullable(read.policies),
                Optional.ofNullable(read.condition),
                read.validity);
    }

    private TokenBody read() {
        body.readObject(this::readMember);
        return this;
    }

    private void readMember(String member) {
        switch (member) {
            case "name" -> name = Field.parse("/name", body.string("/name"), TokenName::new);
            case "status" -> status = body.string("/status");
            case "policies" -> policies = readPolicies();
            case "condition" -> condition = ConditionReader.read(body);
            case "not_before" -> {
                Optional<Instant> begin = time("/not_before");
                validity = after(validity, former -> former.from(begin));
            }
            case "expires_on" -> {
                Optional<Instant> end = time("/expires_on");
                validity = after(validity, former -> former.until(end));
            }
            default -> body.skip();
        }
    }

    private List<Policy> readPolicies() {
        List<Policy> read = new ArrayList<>();
        ScopeCount scopes = new ScopeCount();
        body.array(
                "/policies",
                i -> {
                    if (i >= Terms.MAX_POLICIES) {
                        throw RequestRefused.invalid(
                                "/policies",
                                "a token has at most " + Terms.MAX_POLICIES + " policies");
                    }
                    read.add(new PolicyReader(body, "/policies/" + i, scopes).read());
                });
        if (read.isEmpty()) {
            throw RequestRefused.invalid("/policies", "a token has at least one policy");
        }
        return read;
    }

    private Optional<Instant> time(String pointer) {
        return body.nullableString(pointer)
                .map(text -> Field.parse(pointer, text, GivenTime::parse));
    }

    private static UnaryOperator<Validity> after(
            UnaryOperator<Validity> first, UnaryOperator<Validity> then) {
        return former -> then.apply(first.apply(former));
    }

    private static Terms.State state(String status) {
        return switch (status) {
            case "active" -> Terms.State.ACTIVE;
            case "disabled" -> Terms.State.DISABLED;
            default -> throw RequestRefused.invalid("/status", "status must be active or disabled");
        };
    }

    private static <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw RequestRefused.invalid("/" + member, member + " is missing");
        }
        return value;
    }
}
