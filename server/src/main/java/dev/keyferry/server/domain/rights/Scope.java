package dev.keyferry.server.domain.rights;

import dev.keyferry.feed.AccountId;
import dev.keyferry.feed.TunnelId;
import java.util.List;

/** What a permission is about. Scopes lie within each other or have nothing in common. */
public sealed interface Scope {
    /** Every account, those to come as well. */
    record AllAccounts() implements Scope {
        @Override
        public List<Scope> enclosing() {
            return List.of(this);
        }
    }

    /** One account and all its tunnels, those to come as well. */
    record OneAccount(AccountId account) implements Scope {
        @Override
        public List<Scope> enclosing() {
            return List.of(this, new AllAccounts());
        }
    }

    /** One tunnel, and nothing of its account beside it. */
    record OneTunnel(AccountId account, TunnelId tunnel) implements Scope {
        @Override
        public List<Scope> enclosing() {
            return List.of(this, new OneAccount(account), new AllAccounts());
        }
    }

    /** This scope and all in which it lies, from the inside out. */
    List<Scope> enclosing();

    /** True if the other one lies in this one. */
    default boolean covers(Scope other) {
        return other.enclosing().contains(this);
    }

    /** True if one lies in the other. */
    default boolean overlaps(Scope other) {
        return covers(other) || other.covers(this);
    }
}
