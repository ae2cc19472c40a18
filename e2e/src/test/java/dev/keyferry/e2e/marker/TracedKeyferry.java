package dev.keyferry.e2e.marker;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import dev.keyferry.app.Keyferry;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * The command {@code keyferry} that logs everything: its own lines of every level, and those of
 * libraries from {@code INFO} on. Below that Jetty prints what it receives, as docs/api.md says.
 */
final class TracedKeyferry {
    private static final Map<String, Level> LEVELS =
            Map.of("dev.keyferry", Level.TRACE, org.slf4j.Logger.ROOT_LOGGER_NAME, Level.INFO);

    private TracedKeyferry() {}

    public static void main(String[] arguments) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addListener(new Levels());
        LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
        Keyferry.main(arguments);
    }

    /** Sets the levels again whenever the command sets its own. */
    private static final class Levels implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onLevelChange(Logger logger, Level level) {
            Level wanted = LEVELS.getOrDefault(logger.getName(), level);
            if (level != wanted) {
                logger.setLevel(wanted);
            }
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onReset(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}
    }
}
