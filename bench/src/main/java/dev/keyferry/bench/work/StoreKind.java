package dev.keyferry.bench.work;

import dev.keyferry.bench.product.Product;
import dev.keyferry.bench.product.StoreWatch;
import dev.keyferry.server.store.postgres.PostgresAddress.Place;
import dev.keyferry.server.store.postgres.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a server keeps everything: each is a store that has nothing in it yet. */
enum StoreKind {
    SQLITE("SQLite") {
        @Override
        Kept fresh(Workbench bench) {
            return new Kept() {
                @Override
                public Product start(Path data) throws InterruptedException {
                    return Product.serverOnly(data);
                }

                @Override
                public Commits commits(Path data) {
                    StoreWatch watch = StoreWatch.of(data);
                    return watch::commits;
                }

                @Override
                public List<String> serveOptions(Path directory) {
                    return List.of();
                }
            };
        }
    },

    POSTGRESQL("PostgreSQL") {
        @Override
        Kept fresh(Workbench bench) {
            PostgresOptions database = bench.postgres().create();
            return new Kept() {
                @Override
                public Product start(Path data) throws InterruptedException {
                    return Product.serverOnly(data, database);
                }

                @Override
                public Commits commits(Path data) {
                    long before = bench.postgres().commits(database);
                    return () -> bench.postgres().commits(database) - before;
                }

                @Override
                public List<String> serveOptions(Path directory) {
                    return List.of("--config", config(directory, database).toString());
                }
            };
        }
    };

    private final String title;

    StoreKind(String title) {
        this.title = title;
    }

    /** One store. */
    interface Kept {
        /** Starts a server over it in this process, without any gateway. */
        Product start(Path data) throws InterruptedException;

        /** Starts to count its commits while a server runs over it. */
        Commits commits(Path data);

        /**
         * What the command serve is told of it.
         *
         * @param directory where a file may be written
         */
        List<String> serveOptions(Path directory);
    }

    /** Counts. */
    interface Commits {
        long soFar();
    }

    abstract Kept fresh(Workbench bench);

    @Override
    public String toString() {
        return title;
    }

    private static Path config(Path directory, PostgresOptions database) {
        Place place = database.address().places().getFirst();
        try {
            return Files.writeString(
                    directory.resolve("keyferry.toml"),
                    """
                    [store]
                    url = "jdbc:postgresql://%s:%d/%s"
                    user = "%s"
                    """
                            .formatted(
                                    place.host(),
                                    place.port(),
                                    database.address().database(),
                                    database.user()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
