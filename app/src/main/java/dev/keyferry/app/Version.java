package dev.keyferry.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which Keyferry this is. */
public final class Version {
    /** Set by a package that knows more than the build does, such as the commit. */
    private static final String OF_PACKAGE = "keyferry.version";

    private Version() {}

    /**
     * The package's version, which has the commit, or where there is no package that of the build.
     */
    public static String current() {
        String ofPackage = System.getProperty(OF_PACKAGE);
        return ofPackage == null ? ofBuild() : ofPackage;
    }

    private static String ofBuild() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty("version"));
    }
}
