package dev.keyferry.feed.id;

/** Names an account (a tenant): 32 lower-case hexadecimal digits. */
public record AccountId(String value) implements Comparable<AccountId> {
    public static final int DIGITS = 32;

    public AccountId {
        Hex.require(value, DIGITS, "an account id");
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
