package dev.keyferry.server.faults;

import dev.keyferry.server.store.Engine;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A look at all tables of a store from beside it. Confined to one thread. */
final class Tables implements AutoCloseable {
    /** Of Flyway, and what gateways say again by themselves. */
    private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "gateway_progress");

    private final Connection connection;
    private final List<String> names = new ArrayList<>();

    Tables(Engine engine) throws SQLException {
        connection = engine.reading().getConnection();
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet tables =
                database.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        "%",
                        new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                if (!LEFT_OUT.contains(name) && !name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
        }
    }

    /** The rows of each table, as text. */
    record Contents(Map<String, Set<String>> rows) {
        Contents {
            rows = Map.copyOf(rows);
        }

        /** How much came and went, of each table where anything did. */
        Map<String, Difference> since(Contents before) {
            Map<String, Difference> differences = new TreeMap<>();
            rows.forEach((table, now) -> {
                Set<String> then = before.rows.getOrDefault(table, Set.of());
                if (!now.equals(then)) {
                    differences.put(
                            table,
                            new Difference(without(now, then).size(), without(then, now).size()));
                }
            });
            return differences;
        }

        /** The rows that came. */
        Set<String> come(String table, Contents before) {
            return without(
                    rows.getOrDefault(table, Set.of()), before.rows.getOrDefault(table, Set.of()));
        }

        boolean has(String table, String part) {
            return rows.getOrDefault(table, Set.of()).stream().anyMatch(row -> row.contains(part));
        }

        private static Set<String> without(Set<String> some, Set<String> others) {
            Set<String> left = new HashSet<>(some);
            left.removeAll(others);
            return left;
        }
    }

    record Difference(int come, int gone) {}

    Contents contents() throws SQLException {
        Map<String, Set<String>> rows = new TreeMap<>();
        for (String name : names) {
            rows.put(name, Set.copyOf(texts("SELECT * FROM " + name)));
        }
        return new Contents(rows);
    }

    /** Numbers of the first column. */
    List<Long> numbers(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<String> texts(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    Object value = rows.getObject(i);
                    text.append(
                                    value instanceof byte[] bytes
                                            ? HexFormat.of().formatHex(bytes)
                                            : value)
                            .append('|');
                }
                texts.add(text.toString());
            }
            return texts;
        }
    }
}
