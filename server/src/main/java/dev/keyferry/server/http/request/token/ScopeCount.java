package dev.keyferry.server.http.request.token;

import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.http.answer.RequestRefused;

/** Counts the resources of all policies of one token. Confined to one thread. */
final class ScopeCount {
    private int scopes;

    void add(String pointer) {
        scopes++;
        if (scopes > Terms.MAX_SCOPES) {
            throw RequestRefused.invalid(
                    pointer,
                    "a token has at most " + Terms.MAX_SCOPES + " resources in all its policies");
        }
    }
}
