package dev.keyferry.server.store;

import java.nio.file.Path;

/** The engines that must keep the store's promises alike. */
enum TestEngine {
    SQLITE {
        @Override
        Engine fresh(Path directory) {
            return Engine.sqlite(directory.resolve("keyferry.db"));
        }
    },
    POSTGRESQL {
        @Override
        Engine fresh(Path directory) {
            return TestPostgres.running().fresh();
        }
    };

    /** A database for one test, in which there is no store yet. */
    abstract Engine fresh(Path directory);
}
