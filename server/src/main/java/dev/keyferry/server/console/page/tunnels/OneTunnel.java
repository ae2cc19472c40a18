package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tunnel that a page is about, with the rights of who asks for it, which the API judges so. */
record OneTunnel(AccountId account, TunnelId id, Rights rights) {
    /**
     * The one that is asked for.
     *
     * @throws Refusal if nothing can have such an id
     */
    static OneTunnel of(Asked asked) {
        return new OneTunnel(
                id(asked.parameter("account"), AccountId::new, Refusal.AccountNotFound::new),
                id(asked.parameter("tunnel"), TunnelId::new, Refusal.TunnelNotFound::new),
                asked.caller().rights());
    }

    boolean may(Permission permission) {
        return rights.allow(permission, account, id);
    }

    /**
     * Requires a right before anything is looked up.
     *
     * @throws Refusal.Forbidden if it is missing
     */
    OneTunnel requiring(Permission permission) {
        if (!may(permission)) {
            throw new Refusal.Forbidden();
        }
        return this;
    }

    private static <T> T id(String text, Function<String, T> parse, Supplier<Refusal> otherwise) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw otherwise.get();
        }
    }
}
