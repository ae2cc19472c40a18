package dev.keyferry.app.adopt.starter;

import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.source.SourceFiles;
import java.nio.file.Path;

/** Reads {@code ipsec.conf}, {@code ipsec.secrets} and what they include. */
public final class StarterFiles {
    private StarterFiles() {}

    /**
     * Reads both.
     *
     * @throws dev.keyferry.app.Failure a usage failure with file and line, if one is not what it
     *     should be
     */
    public static OperatorConfig read(Path conf, Path secrets) {
        SourceFiles files = new SourceFiles();
        ConnSections sections = ConfParser.parse(files, files.read(conf));
        return new OperatorConfig(
                sections.all().stream()
                        .map(section -> new ConnValues(section, sections.values(section)))
                        .filter(ConnValues::isLoaded)
                        .map(ConnValues::connection)
                        .toList(),
                SecretsFile.read(files, files.read(secrets)));
    }
}
