package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.server.domain.audit.AuditVerdict;
import dev.keyferry.server.stopped.AuditInspection;
import dev.keyferry.server.store.Engine;
import dev.keyferry.server.store.TestPostgres;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A store that servers are started on: a file, or a shared database.
 *
 * @param data the directory of a server on it
 */
record ServedStore(Path data, Optional<PostgresOptions> database) {
    static ServedStore file(Path directory) {
        return new ServedStore(directory.resolve("data"), Optional.empty());
    }

    static ServedStore shared(Path directory) {
        TestPostgres postgres = TestPostgres.running();
        return shared(directory, postgres.options(postgres.create("")));
    }

    static ServedStore shared(Path directory, PostgresOptions database) {
        return new ServedStore(directory.resolve("data"), Optional.of(database));
    }

    ServeProcess serve() {
        return ServeProcess.start(data, options());
    }

    /** Holds the store against what was answered to the only load on it. */
    void check(Ledger ledger) throws SQLException {
        assertThat(new AuditInspection().verify(data, database, List.of()))
                .isInstanceOf(AuditVerdict.Whole.class);
        StoreCheck.check(
                database.map(Engine::postgres)
                        .orElseGet(() -> Engine.sqlite(data.resolve("keyferry.db"))),
                ledger);
    }

    private List<String> options() {
        return database.map(options -> List.of("--config", configuration(options)))
                .orElse(List.of());
    }

    private String configuration(PostgresOptions options) {
        Place place = options.address().places().getFirst();
        String text =
                """
                [store]
                url = "jdbc:postgresql://%s:%d/%s"
                user = "%s"
                [shutdown]
                unready = 2
                """
                        .formatted(
                                place.host(),
                                place.port(),
                                options.address().database(),
                                options.user());
        try {
            return Files.writeString(data.resolveSibling(data.getFileName() + ".toml"), text)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
