package dev.keyferry.gateway.parts;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.GeneratedIdentities;
import dev.keyferry.feed.identity.IkeDomain;

/** A tunnel with generated identities, by its number; the number of its account is given too. */
public record TestTunnel(int account, int number) {
    public static TestTunnel of(int number) {
        return new TestTunnel(1, number);
    }

    public AccountId accountId() {
        return new AccountId("%032x".formatted(account));
    }

    public AccountNumber accountNumber() {
        return new AccountNumber(1000 + account);
    }

    public TunnelId id() {
        return new TunnelId("%032x".formatted(0xabc000000L + number));
    }

    public GeneratedIdentities identities() {
        return GeneratedIdentities.of(accountNumber(), id(), IkeDomain.DEFAULT);
    }
}
