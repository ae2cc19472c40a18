package dev.keyferry.server.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections on which one call fails: the n-th that reaches the database since it was armed.
 * Thread-safe.
 */
final class FaultySource implements DataSource {
    /** What happens to the call that fails. */
    enum Fault {
        /** It does nothing and fails. */
        BEFORE,
        /** It does what it should, and its answer is lost. */
        AFTER
    }

    private static final Set<String> STEPS =
            Set.of("executeQuery", "executeBatch", "executeUpdate", "execute", "commit");

    private final DataSource source;
    private final AtomicInteger untilFault = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger steps = new AtomicInteger();
    private volatile Fault fault = Fault.BEFORE;
    private volatile boolean losesConnections;
    private volatile boolean isLost;

    FaultySource(DataSource source) {
        this.source = source;
    }

    /** Lets the n-th call from now fail, counted from 1. */
    void arm(int n, Fault how) {
        fault = how;
        steps.set(0);
        untilFault.set(n);
    }

    /** Like {@link #arm}, and from that fault on there are no new connections either. */
    void armForGood(int n, Fault how) {
        arm(n, how);
        losesConnections = true;
    }

    void disarm() {
        untilFault.set(Integer.MAX_VALUE);
        losesConnections = false;
        isLost = false;
    }

    /** Calls that reached the database since it was armed. */
    int steps() {
        return steps.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (isLost) {
            throw new SQLException("no connection");
        }
        return proxy(Connection.class, source.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> call(real, method, arguments);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        boolean fails =
                STEPS.contains(method.getName())
                        && steps.incrementAndGet() >= 0
                        && untilFault.decrementAndGet() == 0;
        if (fails && losesConnections) {
            isLost = true;
        }
        if (fails && fault == Fault.BEFORE) {
            throw new SQLException("a fault before " + method.getName());
        }
        Object result = invoke(real, method, arguments);
        if (fails) {
            throw new SQLException("a fault after " + method.getName());
        }
        return result instanceof PreparedStatement statement
                ? proxy(PreparedStatement.class, statement)
                : result;
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        source.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
