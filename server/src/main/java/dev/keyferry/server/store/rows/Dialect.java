package dev.keyferry.server.store.rows;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the engines say differently. Every statement is written once; it names these places by a
 * word in braces:
 *
 * <ul>
 *   <li>{@code {ids}}: a table with a column {@code id} of the ids that one parameter lists, a JSON
 *       array of hexadecimal text
 *   <li>{@code {texts}}: the same of text, in a column {@code text}
 *   <li>{@code {position}}: the function that tells where in a text another begins, from 1; 0 if it
 *       does not
 *   <li>{@code {for update}}: keeps other transactions from the row that was read
 * </ul>
 */
public enum Dialect {
    /** Its write transactions take the lock of the whole file when they begin. */
    SQLITE(
            "SQLite",
            "(SELECT unhex(value) AS id FROM json_each(?))",
            "(SELECT value AS text FROM json_each(?))",
            "instr",
            ""),
    POSTGRESQL(
            "PostgreSQL",
            "(SELECT decode(value, 'hex') AS id FROM json_array_elements_text(?::json))",
            "(SELECT value AS text FROM json_array_elements_text(?::json))",
            "strpos",
            "FOR UPDATE");

    private final String product;
    private final String ids;
    private final String texts;
    private final String position;
    private final String forUpdate;

    Dialect(String product, String ids, String texts, String position, String forUpdate) {
        this.product = product;
        this.ids = ids;
        this.texts = texts;
        this.position = position;
        this.forUpdate = forUpdate;
    }

    /** That of the engine at the other end. */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        for (Dialect dialect : values()) {
            if (dialect.product.equals(product)) {
                return dialect;
            }
        }
        throw new SQLException("no store can be kept in " + product);
    }

    String of(String sql) {
        return sql.replace("{ids}", ids)
                .replace("{texts}", texts)
                .replace("{position}", position)
                .replace("{for update}", forUpdate);
    }
}
