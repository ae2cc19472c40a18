package dev.keyferry.server.store.rows.token;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.domain.rights.TokenId;
import dev.keyferry.server.domain.token.KeptToken;
import dev.keyferry.server.domain.token.Network;
import dev.keyferry.server.domain.token.SourceCondition;
import dev.keyferry.server.domain.token.Terms;
import dev.keyferry.server.domain.token.Token;
import dev.keyferry.server.domain.token.TokenName;
import dev.keyferry.server.domain.token.Validity;
import dev.keyferry.server.store.rows.Columns;
import dev.keyferry.server.store.rows.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of API tokens. */
public final class TokenRow {
    /** Microseconds from 1970, either way, that lie past every time that a caller can write. */
    private static final long MAX_TIME = 1L << 60;

    private TokenRow() {}

    public static Optional<KeptToken> find(Statements statements, Bytes hash) throws SQLException {
        String sql =
                """
                SELECT id, account, hash, name, state, policies, source_in, source_not_in,
                       not_before, expires_at, issued_at, modified_at, mac
                FROM token
                WHERE hash = ?
                """;
        return statements
                .query(sql, hash, (s, wanted) -> s.setBytes(1, wanted.toArray()), TokenRow::of)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    public static Optional<KeptToken> find(Statements statements, TokenId id) {
        String sql =
                """
                SELECT id, account, hash, name, state, policies, source_in, source_not_in,
                       not_before, expires_at, issued_at, modified_at, mac
                FROM token
                WHERE id = ?
                """;
        return statements
                .look(sql, id, (s, wanted) -> s.setBytes(1, bytes(wanted)), TokenRow::of)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The owner's tokens, the oldest first. */
    public static List<KeptToken> of(Statements statements, Optional<AccountId> owner)
            throws SQLException {
        String sql =
                """
                SELECT id, account, hash, name, state, policies, source_in, source_not_in,
                       not_before, expires_at, issued_at, modified_at, mac
                FROM token
                WHERE account IS NOT DISTINCT FROM ?
                ORDER BY issued_at, id
                LIMIT ?
                """;
        return statements
                .query(
                        sql,
                        owner,
                        (s, whose) -> {
                            bindOwner(s, 1, whose);
                            s.setInt(2, Token.MAX_TOKENS);
                        },
                        TokenRow::of)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Everybody's tokens, the oldest first. */
    public static List<KeptToken> all(Statements statements) throws SQLException {
        String sql =
                """
                SELECT id, account, hash, name, state, policies, source_in, source_not_in,
                       not_before, expires_at, issued_at, modified_at, mac
                FROM token
                ORDER BY issued_at, id
                """;
        return statements.query(sql, 0, (s, none) -> {}, TokenRow::of).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    public static int count(Statements statements, Optional<AccountId> owner) {
        String sql = "SELECT count(*) FROM token WHERE account IS NOT DISTINCT FROM ?";
        return statements
                .look(sql, owner, (s, whose) -> bindOwner(s, 1, whose), row -> row.getInt(1))
                .getFirst();
    }

    /** Writes tokens that are new, and those that are there as they are now. */
    public static void keep(Statements statements, Collection<KeptToken.Legible> tokens)
            throws SQLException {
        String sql =
                """
                INSERT INTO token (id, account, hash, name, state, policies, source_in,
                    source_not_in, not_before, expires_at, issued_at, modified_at, mac)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                    hash = excluded.hash, name = excluded.name, state = excluded.state,
                    policies = excluded.policies, source_in = excluded.source_in,
                    source_not_in = excluded.source_not_in, not_before = excluded.not_before,
                    expires_at = excluded.expires_at, modified_at = excluded.modified_at,
                    mac = excluded.mac
                """;
        statements.update(sql, tokens, TokenRow::bind);
    }

    public static void delete(Statements statements, List<TokenId> ids) throws SQLException {
        String sql = "DELETE FROM token WHERE id = ?";
        statements.update(sql, ids, (s, id) -> s.setBytes(1, bytes(id)));
    }

    public static void deleteOf(Statements statements, List<Account> owners) throws SQLException {
        String sql = "DELETE FROM token WHERE account = ?";
        statements.update(sql, owners, (s, owner) -> s.setBytes(1, Columns.id(owner.id().value())));
    }

    /**
     * Reads a row, which somebody else may have put there. Empty if it has no proper id or owner,
     * for then no request can name it.
     */
    private static Optional<KeptToken> of(ResultSet row) throws SQLException {
        if (!isId(row.getBytes(1)) || !(row.getBytes(2) == null || isId(row.getBytes(2)))) {
            return Optional.empty();
        }
        TokenId id = new TokenId(Columns.id(row, 1));
        Optional<AccountId> owner =
                row.getBytes(2) == null
                        ? Optional.empty()
                        : Optional.of(new AccountId(Columns.id(row, 2)));
        try {
            return Optional.of(legible(row, id, owner));
        } catch (IllegalArgumentException _) {
            return Optional.of(new KeptToken.Illegible(id, owner));
        }
    }

    private static KeptToken.Legible legible(ResultSet row, TokenId id, Optional<AccountId> owner)
            throws SQLException {
        Terms terms =
                new Terms(
                        new TokenName(row.getString(4)),
                        Terms.State.valueOf(row.getString(5)),
                        PolicyText.parse(row.getString(6)),
                        new SourceCondition(networks(row, 7), networks(row, 8)),
                        new Validity(optionalTime(row, 9), optionalTime(row, 10)));
        Token token =
                new Token(id, owner, Columns.bytes(row, 3), terms, time(row, 11), time(row, 12));
        return new KeptToken.Legible(token, Columns.bytes(row, 13));
    }

    private static void bind(PreparedStatement s, KeptToken.Legible kept) throws SQLException {
        Token token = kept.token();
        Terms terms = token.terms();
        s.setBytes(1, bytes(token.id()));
        bindOwner(s, 2, token.owner());
        s.setBytes(3, token.hash().toArray());
        s.setString(4, terms.name().value());
        s.setString(5, terms.state().name());
        s.setString(6, PolicyText.of(terms.policies()));
        s.setString(7, text(terms.condition().in()));
        s.setString(8, text(terms.condition().notIn()));
        bindTime(s, 9, terms.validity().notBefore());
        bindTime(s, 10, terms.validity().expiresOn());
        s.setLong(11, Columns.time(token.issuedOn()));
        s.setLong(12, Columns.time(token.modifiedOn()));
        s.setBytes(13, kept.mac().toArray());
    }

    private static void bindOwner(PreparedStatement s, int at, Optional<AccountId> owner)
            throws SQLException {
        if (owner.isPresent()) {
            s.setBytes(at, Columns.id(owner.get().value()));
            return;
        }
        s.setNull(at, Types.VARBINARY);
    }

    private static void bindTime(PreparedStatement s, int at, Optional<Instant> time)
            throws SQLException {
        if (time.isPresent()) {
            s.setLong(at, Columns.time(time.get()));
            return;
        }
        s.setNull(at, Types.BIGINT);
    }

    private static Optional<Instant> optionalTime(ResultSet row, int column) throws SQLException {
        Instant time = time(row, column);
        return row.wasNull() ? Optional.empty() : Optional.of(time);
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        long stored = row.getLong(column);
        if (stored < -MAX_TIME || stored > MAX_TIME) {
            throw new IllegalArgumentException("a stored time lies out of reach");
        }
        return Columns.time(row, column);
    }

    private static String text(List<Network> networks) {
        return networks.stream().map(Network::toString).collect(joining(" "));
    }

    private static List<Network> networks(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(Network::parse).toList();
    }

    private static boolean isId(byte[] stored) {
        return stored.length == TokenId.DIGITS / 2;
    }

    private static byte[] bytes(TokenId id) {
        return Columns.id(id.value());
    }
}
