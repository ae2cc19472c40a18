package dev.keyferry.server.data;

import dev.keyferry.feed.directory.DirectoryRefused;
import dev.keyferry.feed.directory.PrivateDirectory;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.seal.EdgePrivateKey;
import dev.keyferry.feed.seal.EdgePublicKey;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.feed.seal.RecordKey;
import dev.keyferry.feed.seal.SecretFile;
import dev.keyferry.feed.witness.AuditKey;
import dev.keyferry.server.domain.token.TokenValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The directory of one server: the database, where it is a file, and the keys, which are never in
 * it. One server at a time holds it. Thread-safe.
 */
public final class DataDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_FILE =
            PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final PrivateDirectory taken;
    private final SecureRandom random;
    private final Optional<Boolean> isSharedFounded;

    private DataDirectory(
            Path directory,
            PrivateDirectory taken,
            SecureRandom random,
            Optional<Boolean> isSharedFounded) {
        this.directory = directory;
        this.taken = taken;
        this.random = random;
        this.isSharedFounded = isSharedFounded;
    }

    /**
     * Makes the directory where it is missing, and takes it.
     *
     * @throws StartRefused if it is of another user, others may enter it, its owner may not,
     *     another server has it, or it cannot be made
     */
    public static DataDirectory take(Path directory, SecureRandom random) {
        return take(directory, random, Optional.empty());
    }

    /**
     * The same.
     *
     * @param isSharedFounded where the database is another's: whether there is a store in it
     * @throws StartRefused also if there is none in it, and one in the directory; or if nothing is
     *     shared, and the directory's store was moved to where it is
     */
    public static DataDirectory take(
            Path directory, SecureRandom random, Optional<Boolean> isSharedFounded) {
        if (isSharedFounded.isEmpty()
                && Files.notExists(database(directory))
                && Files.exists(migrated(directory))) {
            throw new StartRefused(
                    "the store of " + directory + " was moved into a shared database",
                    "name that by store.url in the file of --config");
        }
        if (isSharedFounded.filter(founded -> !founded).isPresent()
                && Files.exists(database(directory))) {
            throw new StartRefused(
                    "the database of store.url is empty, and " + directory + " has one of its own",
                    "leave out store.url, or name a directory without keyferry.db");
        }
        try {
            PrivateDirectory.make(directory);
            PrivateDirectory.make(directory.resolve("keys"));
            return new DataDirectory(
                    directory, PrivateDirectory.take(directory), random, isSharedFounded);
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
        return recordKey(directory, EdgeId.DEFAULT);
    }

    /** Where the record key of the edge is. */
    public static Path recordKey(Path directory, EdgeId edge) {
        return directory.resolve("keys").resolve("record-" + edge + ".key");
    }

    /** Where the key is by which the head of the audit is signed. */
    public static Path auditKey(Path directory) {
        return directory.resolve("keys").resolve("audit.key");
    }

    /** Where the database is, if it is a file. */
    public static Path databaseFile(Path directory) {
        return directory.resolve("keyferry.db");
    }

    /** Where the authority and the server's certificate by it are. */
    public static Path tls(Path directory) {
        return directory.resolve("tls");
    }

    /** Where the database is, where it is a file. */
    public static Path database(Path directory) {
        return directory.resolve("keyferry.db");
    }

    /** Where the database's file is once what is in it was moved into a shared database. */
    public static Path migrated(Path directory) {
        return directory.resolve("keyferry.db.migrated");
    }

    /** The database's file, made for its owner only where it is missing; its log follows it. */
    public Path database() {
        Path file = database(directory);
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

    /**
     * The public half of the embedded edge key: the server opens nothing. Empty where an operator
     * took the file away, which is right once the edge has a key of its own.
     */
    public Optional<EdgePublicKey> edgePublicKey() {
        Path file = edgeKey(directory);
        if (hasStore() && Files.notExists(file)) {
            return Optional.empty();
        }
        return Optional.of(makeEdgeKey());
    }

    /** The public half of the key that is to be embedded, which is made where it is missing. */
    public EdgePublicKey makeEdgeKey() {
        return decoded(
                edgeKey(directory),
                SecretFile.readOrCreate(
                        edgeKey(directory), () -> EdgePrivateKey.generate().encode()),
                encoded -> EdgePrivateKey.decode(encoded).publicKey(),
                "start the server without it, which names the command that gives its keys up");
    }

    public RecordKey recordKey() {
        return secret(
                recordKey(directory), () -> RecordKey.generate(random).encode(), RecordKey::decode);
    }

    /**
     * The record key of an edge that is in the database. Where that is shared, another server may
     * have made the edge while this one was away.
     */
    public RecordKey recordKey(EdgeId edge) {
        return isSharedFounded.isPresent()
                ? makeRecordKey(edge)
                : decoded(
                        recordKey(directory, edge),
                        kept(recordKey(directory, edge)),
                        RecordKey::decode);
    }

    public boolean hasRecordKey(EdgeId edge) {
        return Files.exists(recordKey(directory, edge));
    }

    /** The record key of an edge that is new here: every server makes the same one. */
    public RecordKey makeRecordKey(EdgeId edge) {
        return decoded(
                recordKey(directory, edge),
                SecretFile.readOrCreate(
                        recordKey(directory, edge),
                        () -> fingerprintKey().recordKey(edge).encode()),
                RecordKey::decode);
    }

    public FingerprintKey fingerprintKey() {
        return secret(
                fingerprintKeyFile(), () -> freshFingerprintKey().encode(), FingerprintKey::decode);
    }

    /**
     * Signs the head of the audit. Servers of before had none, so it is made where it is missing,
     * and every server of a deployment makes the same; gateways notice another one.
     */
    public AuditKey auditKey() {
        return decoded(
                auditKey(directory),
                SecretFile.readOrCreate(auditKey(directory), this::freshAuditKey),
                AuditKey::decode);
    }

    public boolean hasAuditKey() {
        return Files.exists(auditKey(directory));
    }

    private byte[] freshAuditKey() {
        byte[] seed = fingerprintKey().auditSeed();
        try {
            return AuditKey.of(seed).encode();
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** The fingerprint key; empty where it is lost. */
    public Optional<FingerprintKey> keptFingerprintKey() {
        return Files.exists(fingerprintKeyFile())
                ? Optional.of(fingerprintKey())
                : Optional.empty();
    }

    /** Another fingerprint key, which {@link #keep} brings to the disk. */
    public FingerprintKey freshFingerprintKey() {
        return FingerprintKey.generate(random);
    }

    /** Keeps the key, where there is none. */
    public void keep(FingerprintKey key) {
        SecretFile.create(fingerprintKeyFile(), key.encode());
    }

    private Path fingerprintKeyFile() {
        return directory.resolve("keys").resolve("fingerprint.key");
    }

    /** The SHA-256 of the administrator's token, which is made at the first start. */
    public Bytes administratorTokenHash() {
        byte[] token = SecretFile.readOrCreate(administratorToken(directory), this::freshToken);
        Bytes hash = TokenValue.sent(new String(token, StandardCharsets.US_ASCII).strip()).hash();
        Arrays.fill(token, (byte) 0);
        return hash;
    }

    /**
     * Makes another administrator's token in the place of the one that is there, if one is; that is
     * worth nothing from the next start on.
     */
    public void renewAdministratorToken() {
        SecretFile.replace(administratorToken(directory), freshToken());
    }

    /** Lets another server take the directory. */
    @Override
    public void close() {
        taken.close();
    }

    // Keys are made before the database is. Where there is one, a missing key is lost, and a fresh
    // one in its place would only hide that.
    private <T> T secret(Path file, Supplier<byte[]> fresh, Function<byte[], T> decode) {
        return decoded(
                file, hasStore() ? kept(file) : SecretFile.readOrCreate(file, fresh), decode);
    }

    private byte[] kept(Path file) {
        if (Files.notExists(file)) {
            throw new StartRefused(
                    file + " is lost",
                    "put it back from a copy; where there is none, run " + recoverKeys());
        }
        return SecretFile.read(file);
    }

    private <T> T decoded(Path file, byte[] encoded, Function<byte[], T> decode) {
        return decoded(file, encoded, decode, "run " + recoverKeys());
    }

    private static <T> T decoded(
            Path file, byte[] encoded, Function<byte[], T> decode, String next) {
        try {
            return decode.apply(encoded);
        } catch (IllegalArgumentException _) {
            // What it says may quote what it could not read.
            throw new StartRefused(
                    file + " is damaged",
                    "put it back from a copy; where there is none, move it away and " + next);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private String recoverKeys() {
        return "`keyferry recover keys --data "
                + directory
                + "`, with serve's --config if it has one";
    }

    private boolean hasStore() {
        return isSharedFounded.orElseGet(() -> Files.exists(database(directory)));
    }

    private byte[] freshToken() {
        return (TokenValue.random(random).reveal() + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
