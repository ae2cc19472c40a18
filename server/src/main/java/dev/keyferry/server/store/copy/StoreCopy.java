package dev.keyferry.server.store.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies every row of one store into another one that has the same tables, whatever their engines,
 * and reads them back. Rows pass by one at a time, so memory does not grow with the store.
 */
public final class StoreCopy {
    /** Rows that are fetched at once. */
    private static final int FETCHED = 1_000;

    private StoreCopy() {}

    /** The stores cannot be made the same; the target is as it was. */
    public static final class NotCopied extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotCopied(String message) {
            super(message);
        }
    }

    /**
     * Replaces what the target has by what the source has, in one transaction of each that is begun
     * already; the caller commits the target's.
     *
     * @return the tables, each as it is in both
     * @throws NotCopied if they have not the same tables, or a row is not the same in both
     */
    public static List<CopiedTable> copy(Connection source, Connection target) throws SQLException {
        List<Table> tables = Table.of(source);
        if (!tables.equals(Table.of(target))) {
            throw new NotCopied("the two stores have not the same tables and columns");
        }
        for (Table table : tables.reversed()) {
            run(target, table.clear());
        }
        List<CopiedTable> copied = new ArrayList<>();
        for (Table table : tables) {
            CopiedTable there = copy(table, source, target);
            CopiedTable here = read(table, target, _ -> {});
            if (!here.equals(there)) {
                throw new NotCopied("table " + table.name() + " is not the same after the copy");
            }
            copied.add(here);
        }
        return copied;
    }

    /** What a store has, for comparison with another one. */
    public static List<CopiedTable> read(Connection store) throws SQLException {
        List<CopiedTable> read = new ArrayList<>();
        for (Table table : Table.of(store)) {
            read.add(read(table, store, _ -> {}));
        }
        return read;
    }

    private interface RowSink {
        void take(List<@Nullable Object> row) throws SQLException;
    }

    private static CopiedTable copy(Table table, Connection source, Connection target)
            throws SQLException {
        try (Inserts inserts = Inserts.into(table, target)) {
            CopiedTable read = read(table, source, inserts::add);
            inserts.flush();
            return read;
        }
    }

    private static CopiedTable read(Table table, Connection store, RowSink sink)
            throws SQLException {
        Rows rows = new Rows();
        try (Statement statement = store.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet result = statement.executeQuery(table.select())) {
                while (result.next()) {
                    rows.begin();
                    List<@Nullable Object> row = new ArrayList<>(table.columns().size());
                    for (int i = 1; i <= table.columns().size(); i++) {
                        Object value = Rows.plain(result.getObject(i));
                        rows.add(value);
                        row.add(value);
                    }
                    sink.take(row);
                }
            }
        }
        return rows.of(table.name());
    }

    private static void run(Connection store, String sql) throws SQLException {
        try (Statement statement = store.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
