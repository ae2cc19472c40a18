package dev.keyferry.server.store.copy;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table of a store. Names are the schema's own, in lower case on every engine.
 *
 * @param columns in the order of their names, which is the same on every engine
 * @param key those by which its rows are told apart, in their order
 */
record Table(String name, List<String> columns, List<String> key) {
    /** Of Flyway, and what gateways say again by themselves. */
    private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "gateway_progress");

    Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** All tables of a store, each behind those that it refers to. */
    static List<Table> of(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        Map<String, SortedSet<String>> referred = new TreeMap<>();
        for (String name : names(connection, database)) {
            referred.put(name, referred(connection, database, name));
        }
        List<Table> ordered = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        while (done.size() < referred.size()) {
            List<String> next =
                    referred.keySet().stream()
                            .filter(name -> !done.contains(name))
                            .filter(name -> done.containsAll(referred.get(name)))
                            .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle");
            }
            for (String name : next) {
                ordered.add(
                        new Table(
                                name,
                                columns(connection, database, name),
                                key(connection, database, name)));
            }
            done.addAll(next);
        }
        return ordered;
    }

    /** All rows in the order of the key, the columns in their own. */
    String select() {
        return "SELECT " + list(columns) + " FROM " + name + " ORDER BY " + list(key);
    }

    String insert() {
        return "INSERT INTO "
                + name
                + " ("
                + list(columns)
                + ") VALUES ("
                + columns.stream().map(_ -> "?").collect(joining(", "))
                + ")";
    }

    String clear() {
        return "DELETE FROM " + name;
    }

    private static String list(List<String> names) {
        return String.join(", ", names);
    }

    private static SortedSet<String> names(Connection connection, DatabaseMetaData database)
            throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        try (ResultSet tables =
                database.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        "%",
                        new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        names.removeAll(LEFT_OUT);
        names.removeIf(name -> name.startsWith("sqlite_"));
        return names;
    }

    private static SortedSet<String> referred(
            Connection connection, DatabaseMetaData database, String name) throws SQLException {
        SortedSet<String> referred = new TreeSet<>();
        try (ResultSet keys =
                database.getImportedKeys(connection.getCatalog(), connection.getSchema(), name)) {
            while (keys.next()) {
                referred.add(keys.getString("PKTABLE_NAME"));
            }
        }
        referred.remove(name);
        return referred;
    }

    private static List<String> columns(
            Connection connection, DatabaseMetaData database, String name) throws SQLException {
        SortedSet<String> columns = new TreeSet<>();
        try (ResultSet rows =
                database.getColumns(connection.getCatalog(), connection.getSchema(), name, "%")) {
            while (rows.next()) {
                columns.add(rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns);
    }

    private static List<String> key(Connection connection, DatabaseMetaData database, String name)
            throws SQLException {
        SortedMap<Short, String> key = new TreeMap<>();
        try (ResultSet rows =
                database.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), name)) {
            while (rows.next()) {
                key.put(rows.getShort("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        if (key.isEmpty()) {
            throw new IllegalStateException("table " + name + " has no primary key");
        }
        return List.copyOf(key.values());
    }
}
