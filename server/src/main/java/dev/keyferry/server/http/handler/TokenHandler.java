package dev.keyferry.server.http.handler;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.answer.TokenJson;
import dev.keyferry.server.http.request.Authorization;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.token.TokenBody;
import dev.keyferry.server.usecase.refusal.Refusal;
import dev.keyferry.server.usecase.token.IssuedToken;
import dev.keyferry.server.usecase.token.TokenUseCases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * API tokens, those of the deployment and those of an account: which of the two, the path says.
 * Thread-safe.
 */
public final class TokenHandler {
    private final TokenUseCases tokens;
    private final InstantSource clock;

    public TokenHandler(TokenUseCases tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The route's authentication has already judged the token. */
    public void verify(Exchange exchange) throws InterruptedException {
        Optional<Token> own = tokens.read().own(exchange.caller());
        String id = own.map(token -> token.id().value()).orElseGet(() -> administratorId(exchange));
        exchange.answer(
                List.of(MessageItem.tokenActive()),
                json -> TokenJson.writeOwn(json, id, own.map(token -> token.terms().validity())));
    }

    /** The same for a token that belongs to the account of the path. */
    public void verifyOfAccount(Exchange exchange) throws InterruptedException {
        AccountId account = exchange.account();
        Optional<AccountId> owner = tokens.read().own(exchange.caller()).flatMap(Token::owner);
        if (owner.filter(account::equals).isEmpty()) {
            throw new Refusal.Forbidden();
        }
        verify(exchange);
    }

    public void list(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        List<Token> all = tokens.read().list(exchange.owner());
        List<Token> page = paging.of(all);
        Instant now = clock.instant();
        exchange.answer(
                Success.of(List.of(), json -> TokenJson.writeAll(json, page, now))
                        .on(paging.place(page, all)));
    }

    public void get(Exchange exchange) throws InterruptedException {
        Token token = tokens.read().get(exchange.owner(), exchange.token());
        answer(exchange, token);
    }

    public void create(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        IssuedToken issued =
                tokens.create()
                        .create(
                                exchange.caller(),
                                exchange.owner(),
                                TokenBody.create(exchange.body().open()));
        Instant now = clock.instant();
        exchange.answer(
                List.of(), json -> TokenJson.write(json, issued.token(), issued.value(), now));
    }

    public void update(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        TokenId id = exchange.token();
        Token token =
                tokens.update()
                        .update(
                                exchange.caller(),
                                exchange.owner(),
                                id,
                                TokenBody.update(exchange.body().open()));
        answer(exchange, token);
    }

    public void roll(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        TokenId id = exchange.token();
        exchange.body().openOptional().ignoreOptionalObject();
        IssuedToken issued = tokens.roll().roll(exchange.caller(), exchange.owner(), id);
        exchange.answer(List.of(), json -> json.writeString(issued.value().reveal()));
    }

    /** A body, which some clients send, is not looked at. */
    public void delete(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        TokenId id = exchange.token();
        tokens.delete().delete(exchange.caller(), exchange.owner(), id);
        exchange.answerId(id.value());
    }

    /** The permissions that there are, narrowed by name and by scope. */
    public void permissions(Exchange exchange) {
        List<String> names = exchange.filter("name");
        List<String> scopes = exchange.filter("scope");
        List<Permission> permissions =
                Arrays.stream(Permission.values())
                        .filter(p -> names.isEmpty() || names.contains(p.title()))
                        .filter(p ->
                                scopes.isEmpty()
                                        || TokenJson.scopes(p).stream().anyMatch(scopes::contains))
                        .toList();
        exchange.answer(List.of(), json -> TokenJson.writePermissions(json, permissions));
    }

    private void answer(Exchange exchange, Token token) {
        Instant now = clock.instant();
        exchange.answer(List.of(), json -> TokenJson.write(json, token, now));
    }

    /** The first half of a hash names a token of 256 random bits and tells nothing of it. */
    private static String administratorId(Exchange exchange) {
        String value = "token id " + Authorization.token(exchange.request());
        return TokenValue.sent(value).hash().hex().substring(0, TokenId.DIGITS);
    }
}
