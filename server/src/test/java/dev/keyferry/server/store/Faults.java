package dev.keyferry.server.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Lets one call to a database fail: the n-th over any of its connections since this was armed.
 * Thread-safe.
 */
public final class Faults {
    /** What happens to the call that fails. */
    public enum Fault {
        /** It does nothing and fails. */
        BEFORE,
        /** It does what it should, and its answer is lost. */
        AFTER
    }

    /** What happens to the calls after it. */
    public enum Lasting {
        ONCE,
        /** The database is away: all of them do nothing and fail. */
        FOR_GOOD
    }

    /** What a database is asked to do. Its driver prepares a statement when it is executed. */
    private static final Set<String> STEPS =
            Set.of(
                    "getConnection",
                    "setAutoCommit",
                    "execute",
                    "executeQuery",
                    "executeUpdate",
                    "executeLargeUpdate",
                    "executeBatch",
                    "executeLargeBatch",
                    "commit",
                    "rollback");

    private static final int NEVER = 0;

    // Below: under the lock of this.
    private int failing = NEVER;
    private final List<String> steps = new ArrayList<>();
    private Fault fault = Fault.BEFORE;
    private Lasting lasting = Lasting.ONCE;
    private boolean isAway;
    private String failed = "";

    /** The same source, whose calls can fail. */
    public DataSource over(DataSource source) {
        return proxy(DataSource.class, source);
    }

    /** Counts from now, and lets nothing fail. */
    public void count() {
        arm(NEVER, Fault.BEFORE, Lasting.ONCE);
    }

    /** Lets the n-th call from now fail, counted from 1. */
    public synchronized void arm(int n, Fault how, Lasting howLong) {
        failing = n;
        steps.clear();
        fault = how;
        lasting = howLong;
        isAway = false;
        failed = "";
    }

    /** Lets nothing fail any more; what was counted stays. */
    public synchronized void disarm() {
        failing = NEVER;
        isAway = false;
    }

    /** How many calls were made since it was armed. */
    public synchronized int steps() {
        return steps.size();
    }

    /** Which one the first call of this method was, counted from 1; 0 if there was none. */
    public synchronized int first(String method) {
        return steps.indexOf(method) + 1;
    }

    /** The name of the method that failed since it was armed; empty if none did. */
    public synchronized String failed() {
        return failed;
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (_, method, arguments) -> call(real, method, arguments);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object call(Object real, Method method, Object[] arguments) throws Throwable {
        if (!STEPS.contains(method.getName())) {
            return proxied(invoke(real, method, arguments));
        }
        boolean fails = begin(method.getName());
        Object result = invoke(real, method, arguments);
        if (fails) {
            if (result instanceof Connection lost) {
                lost.close();
            }
            throw new SQLException("a fault after " + method.getName());
        }
        return proxied(result);
    }

    /** Returns true if the call is to be made and to fail all the same. */
    private synchronized boolean begin(String method) throws SQLException {
        if (isAway) {
            throw new SQLException("the database is away");
        }
        steps.add(method);
        if (steps.size() != failing) {
            return false;
        }
        failed = method;
        isAway = lasting == Lasting.FOR_GOOD;
        if (fault == Fault.BEFORE) {
            throw new SQLException("a fault before " + method);
        }
        return true;
    }

    private Object proxied(Object result) {
        return switch (result) {
            case Connection connection -> proxy(Connection.class, connection);
            case PreparedStatement statement -> proxy(PreparedStatement.class, statement);
            case Statement statement -> proxy(Statement.class, statement);
            case null, default -> result;
        };
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
