package dev.keyferry.server.domain.rights;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.TunnelId;
import java.util.List;

/** What a permission is about. Scopes lie within each other or have nothing in common. */
public sealed interface Scope {
    /** Every account, those to come as well. */
    record AllAccounts() implements Scope {
        @Override
        public String text() {
            return "*";
        }

        @Override
        public List<Scope> enclosing() {
            return List.of(this);
        }
    }

    /** One account and all its tunnels, those to come as well. */
    record OneAccount(AccountId account) implements Scope {
        @Override
        public String text() {
            return account.value();
        }

        @Override
        public List<Scope> enclosing() {
            return List.of(this, new AllAccounts());
        }
    }

    /** One tunnel, and nothing of its account beside it. */
    record OneTunnel(AccountId account, TunnelId tunnel) implements Scope {
        @Override
        public String text() {
            return account + "/" + tunnel;
        }

        @Override
        public List<Scope> enclosing() {
            return List.of(this, new OneAccount(account), new AllAccounts());
        }
    }

    /**
     * Reads what {@link #text} gives.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static Scope parse(String text) {
        if (text.equals("*")) {
            return new AllAccounts();
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? new OneAccount(new AccountId(text))
                : new OneTunnel(
                        new AccountId(text.substring(0, slash)),
                        new TunnelId(text.substring(slash + 1)));
    }

    /** {@code *}, the account's id, or that and the tunnel's with a slash between them. */
    String text();

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
