package dev.keyferry.server.store.rows.tunnel;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/** Sets a statement's parameters one after the other. Confined to one thread. */
final class Slots {
    private final PreparedStatement statement;
    private int next = 1;

    Slots(PreparedStatement statement) {
        this.statement = statement;
    }

    Slots text(String value) throws SQLException {
        statement.setString(next++, value);
        return this;
    }

    Slots text(Optional<String> value) throws SQLException {
        if (value.isPresent()) {
            return text(value.get());
        }
        statement.setNull(next++, Types.VARCHAR);
        return this;
    }

    Slots constant(Enum<?> value) throws SQLException {
        return text(value.name());
    }

    Slots number(long value) throws SQLException {
        statement.setLong(next++, value);
        return this;
    }

    Slots number(Optional<Long> value) throws SQLException {
        if (value.isPresent()) {
            return number(value.get());
        }
        statement.setNull(next++, Types.BIGINT);
        return this;
    }

    Slots bytes(byte[] value) throws SQLException {
        statement.setBytes(next++, value);
        return this;
    }

    Slots bytes(Optional<byte[]> value) throws SQLException {
        if (value.isPresent()) {
            return bytes(value.get());
        }
        statement.setNull(next++, Types.VARBINARY);
        return this;
    }
}
