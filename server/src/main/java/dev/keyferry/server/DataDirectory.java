package dev.keyferry.server;

import dev.keyferry.feed.directory.DirectoryRefused;
import dev.keyferry.feed.directory.PrivateDirectory;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.server.domain.token.TokenValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The directory of one server: the database, and beside it the keys, which are never in it. One
 * server at a time holds it. Thread-safe.
 */
public final class DataDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final PrivateDirectory taken;
    private final SecureRandom random;

    private DataDirectory(Path directory, PrivateDirectory taken, SecureRandom random) {
        this.directory = directory;
        this.taken = taken;
        this.random = random;
    }

    /**
     * Makes the directory where it is missing, and takes it.
     *
     * @throws StartRefused if it is of another user, others may enter it, its owner may not,
     *     another server has it, or it cannot be made
     */
    static DataDirectory take(Path directory, SecureRandom random) {
        try {
            PrivateDirectory.make(directory);
            PrivateDirectory.make(directory.resolve("keys"));
            return new DataDirectory(directory, PrivateDirectory.take(directory), random);
        } catch (DirectoryRefused e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e.hint(), e);
        }
    }

    /** Where the administrator's token is, in text. */
    public static Path administratorToken(Path directory) {
        return directory.resolve("admin.token");
    }

    /** Where the private key of the edge {@code default} is. */
    public static Path edgeKey(Path directory) {
        return directory.resolve("keys").resolve("edge-default.key");
    }

    /** Where the record key of the edge {@code default} is. */
    public static Path recordKey(Path directory) {
        return directory.resolve("keys").resolve("record-default.key");
    }

    /** The database's file, made for its owner only where it is missing; its log follows it. */
    Path database() {
        Path file = databaseFile();
        try {
            if (Files.notExists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_FILE));
            }
            return file;
        } catch (IOException e) {
            throw new StartRefused(
                    file + " cannot be made", "check that you may write in " + directory, e);
        }
    }

    /** The public half only: the server opens nothing. */
    EdgePublicKey edgePublicKey() {
        return secret(
                edgeKey(directory),
                () -> EdgePrivateKey.generate().encode(),
                encoded -> EdgePrivateKey.decode(encoded).publicKey());
    }

    RecordKey recordKey() {
        return secret(
                recordKey(directory), () -> RecordKey.generate(random).encode(), RecordKey::decode);
    }

    FingerprintKey fingerprintKey() {
        return secret(
                directory.resolve("keys").resolve("fingerprint.key"),
                () -> FingerprintKey.generate(random).encode(),
                FingerprintKey::decode);
    }

    /** The SHA-256 of the administrator's token, which is made at the first start. */
    Bytes administratorTokenHash() {
        byte[] token = SecretFile.readOrCreate(administratorToken(directory), this::freshToken);
        Bytes hash = TokenValue.sent(new String(token, StandardCharsets.US_ASCII).strip()).hash();
        Arrays.fill(token, (byte) 0);
        return hash;
    }

    /** Lets another server take the directory. */
    @Override
    public void close() {
        taken.close();
    }

    // Keys are made before the database is. Where there is one, a missing key is lost, and a fresh
    // one in its place would only hide that.
    private <T> T secret(Path file, Supplier<byte[]> fresh, Function<byte[], T> decode) {
        byte[] encoded =
                Files.exists(databaseFile())
                        ? SecretFile.read(file)
                        : SecretFile.readOrCreate(file, fresh);
        try {
            return decode.apply(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private Path databaseFile() {
        return directory.resolve("keyferry.db");
    }

    private byte[] freshToken() {
        return (TokenValue.random(random).reveal() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
