package dev.keyferry.server.store.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts rows of plain values into a table, many at once. Confined to one thread. */
final class Inserts implements AutoCloseable {
    /** Rows that are sent at once. */
    private static final int BATCH = 1_000;

    private final PreparedStatement insert;
    private final List<Integer> types;
    private int waiting;

    private Inserts(PreparedStatement insert, List<Integer> types) {
        this.insert = insert;
        this.types = types;
    }

    static Inserts into(Table table, Connection target) throws SQLException {
        List<Integer> types = types(table, target);
        return new Inserts(target.prepareStatement(table.insert()), types);
    }

    /** Takes the values of one row in the order of the table's columns. */
    void add(List<@Nullable Object> row) throws SQLException {
        for (int i = 0; i < row.size(); i++) {
            switch (row.get(i)) {
                case Long number -> insert.setLong(i + 1, number);
                case String text -> insert.setString(i + 1, text);
                case byte[] bytes -> insert.setBytes(i + 1, bytes);
                case null, default -> insert.setNull(i + 1, types.get(i));
            }
        }
        insert.addBatch();
        if (++waiting == BATCH) {
            flush();
        }
    }

    /** Sends what waits. */
    void flush() throws SQLException {
        insert.executeBatch();
        waiting = 0;
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }

    private static List<Integer> types(Table table, Connection target) throws SQLException {
        try (Statement statement = target.createStatement();
                ResultSet none = statement.executeQuery(table.select() + " LIMIT 0")) {
            ResultSetMetaData columns = none.getMetaData();
            List<Integer> types = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                types.add(columns.getColumnType(i));
            }
            return types;
        }
    }
}
