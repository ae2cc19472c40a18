package dev.keyferry.server.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts the rows that the database gives over a connection. Thread-safe. */
final class ReadRows {
    private final AtomicLong rows = new AtomicLong();

    long count() {
        return rows.get();
    }

    /** The same connections, whose rows are counted. */
    DataSource of(DataSource source) {
        return proxy(DataSource.class, source);
    }

    private <T> T proxy(Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return seen(method.getName(), method.invoke(real, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private Object seen(String method, Object result) {
        if (method.equals("next") && result.equals(true)) {
            rows.incrementAndGet();
        }
        return switch (result) {
            case Connection connection -> proxy(Connection.class, connection);
            case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
            case ResultSet found -> proxy(ResultSet.class, found);
            case null, default -> result;
        };
    }
}
