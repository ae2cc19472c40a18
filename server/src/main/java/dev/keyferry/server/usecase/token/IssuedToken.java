package dev.keyferry.server.usecase.token;

import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenValue;

/** A token with its fresh value, which nothing can show again. */
public record IssuedToken(Token token, TokenValue value) {}
