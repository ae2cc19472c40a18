package dev.keyferry.server.store.rows;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.AccountName;
import dev.keyferry.server.domain.PskPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An account as it is stored, with the number of its tunnels. */
public record AccountRow(Account account, int tunnels) {
    public static List<AccountRow> read(Statements statements, List<AccountId> ids)
            throws SQLException {
        String sql =
                """
                SELECT a.number, a.id, a.name, a.type, a.created_at, a.tunnels,
                       a.psk_minimum_length, a.psk_minimum_bits, a.psk_alphabet
                FROM {ids} AS wanted
                CROSS JOIN account AS a
                WHERE a.id = wanted.id AND a.deleted_at IS NULL
                """;
        String list = ids.stream().map(AccountId::value).collect(joining("\",\"", "[\"", "\"]"));
        return ids.isEmpty()
                ? List.of()
                : statements.query(sql, list, (s, json) -> s.setString(1, json), AccountRow::of);
    }

    private static AccountRow of(ResultSet row) throws SQLException {
        Account account =
                new Account(
                        new AccountId(Columns.id(row, 2)),
                        new AccountNumber(row.getLong(1)),
                        new AccountName(row.getString(3)),
                        Account.Type.valueOf(row.getString(4)),
                        new PskPolicy(
                                row.getInt(7),
                                row.getInt(8),
                                PskPolicy.Alphabet.valueOf(row.getString(9))),
                        Columns.time(row, 5));
        return new AccountRow(account, row.getInt(6));
    }

    /** All accounts in the order of their numbers. */
    public static List<AccountRow> all(Statements statements) throws SQLException {
        String sql =
                """
                SELECT number, id, name, type, created_at, tunnels,
                       psk_minimum_length, psk_minimum_bits, psk_alphabet
                FROM account
                WHERE deleted_at IS NULL
                ORDER BY number
                """;
        return statements.query(sql, 0, (s, none) -> {}, AccountRow::of);
    }

    /** Sets how many tunnels accounts have. */
    public static void count(Statements statements, Map<AccountNumber, Integer> tunnels)
            throws SQLException {
        String sql = "UPDATE account SET tunnels = ? WHERE number = ?";
        statements.update(
                sql,
                tunnels.entrySet(),
                (s, count) -> {
                    s.setInt(1, count.getValue());
                    s.setLong(2, count.getKey().value());
                });
    }

    public static long count(Statements statements) {
        String sql = "SELECT count(*) FROM account WHERE deleted_at IS NULL";
        return statements.look(sql, 0, (s, none) -> {}, row -> row.getLong(1)).getFirst();
    }

    /** Also for those that are no more. */
    public static boolean isTaken(Statements statements, AccountId id) {
        String sql = "SELECT number FROM account WHERE id = ?";
        return !statements
                .look(
                        sql,
                        id,
                        (s, wanted) -> s.setBytes(1, Columns.id(wanted.value())),
                        row -> row.getLong(1))
                .isEmpty();
    }

    /** Also for those that are no more. */
    public static boolean isTaken(Statements statements, AccountNumber number) {
        String sql = "SELECT number FROM account WHERE number = ?";
        return !statements
                .look(sql, number, (s, n) -> s.setLong(1, n.value()), row -> row.getLong(1))
                .isEmpty();
    }

    /** The greatest number that ever was up to {@code limit}, or 0. */
    public static long greatest(Statements statements, long limit) {
        String sql = "SELECT coalesce(max(number), 0) FROM account WHERE number <= ?";
        return statements
                .look(sql, limit, (s, n) -> s.setLong(1, n), row -> row.getLong(1))
                .getFirst();
    }

    public static void update(Statements statements, List<Account> accounts) throws SQLException {
        String sql =
                """
                UPDATE account
                SET name = ?, type = ?, psk_minimum_length = ?, psk_minimum_bits = ?,
                    psk_alphabet = ?
                WHERE number = ?
                """;
        statements.update(
                sql,
                accounts,
                (s, account) -> {
                    s.setString(1, account.name().value());
                    s.setString(2, account.type().name());
                    s.setInt(3, account.pskPolicy().minimumLength());
                    s.setInt(4, account.pskPolicy().minimumBits());
                    s.setString(5, account.pskPolicy().alphabet().name());
                    s.setLong(6, account.number().value());
                });
    }

    /** Leaves the row: the ends of the account's keys are still told, under its id. */
    public static void end(Statements statements, List<Account> accounts, Instant now)
            throws SQLException {
        String sql = "UPDATE account SET deleted_at = ? WHERE number = ?";
        statements.update(
                sql,
                accounts,
                (s, account) -> {
                    s.setLong(1, Columns.time(now));
                    s.setLong(2, account.number().value());
                });
    }

    public static void insert(Statements statements, List<Account> accounts) throws SQLException {
        String sql =
                """
                INSERT INTO account (number, id, name, type, tunnels, created_at,
                    psk_minimum_length, psk_minimum_bits, psk_alphabet)
                VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)
                """;
        statements.update(
                sql,
                accounts,
                (s, account) -> {
                    s.setLong(1, account.number().value());
                    s.setBytes(2, Columns.id(account.id().value()));
                    s.setString(3, account.name().value());
                    s.setString(4, account.type().name());
                    s.setLong(5, Columns.time(account.createdOn()));
                    s.setInt(6, account.pskPolicy().minimumLength());
                    s.setInt(7, account.pskPolicy().minimumBits());
                    s.setString(8, account.pskPolicy().alphabet().name());
                });
    }
}
