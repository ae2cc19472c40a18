package dev.keyferry.app.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the log shows it: all types and places, but the texts of those types only whose
 * texts have no input in them. Ours are written so; those about files and the database name files
 * and tables. A parser's or a library's text may quote a key.
 */
record ShownThrowable(IThrowableProxy hidden) implements IThrowableProxy {
    static final String WITHHELD = "(text withheld)";

    private static final List<String> HARMLESS =
            List.of("dev.keyferry.", "java.io.", "java.nio.file.", "java.sql.", "org.sqlite.");

    static @Nullable IThrowableProxy of(@Nullable IThrowableProxy failure) {
        return failure == null ? null : new ShownThrowable(failure);
    }

    @Override
    public String getMessage() {
        boolean isHarmless = HARMLESS.stream().anyMatch(getClassName()::startsWith);
        return isHarmless ? OneLine.of(String.valueOf(hidden.getMessage())) : WITHHELD;
    }

    @Override
    public String getClassName() {
        return hidden.getClassName();
    }

    @Override
    public StackTraceElementProxy[] getStackTraceElementProxyArray() {
        return hidden.getStackTraceElementProxyArray();
    }

    @Override
    public int getCommonFrames() {
        return hidden.getCommonFrames();
    }

    @Override
    public @Nullable IThrowableProxy getCause() {
        return of(hidden.getCause());
    }

    @Override
    public IThrowableProxy[] getSuppressed() {
        return Arrays.stream(hidden.getSuppressed())
                .map(ShownThrowable::new)
                .toArray(IThrowableProxy[]::new);
    }

    @Override
    public boolean isCyclic() {
        return hidden.isCyclic();
    }
}
