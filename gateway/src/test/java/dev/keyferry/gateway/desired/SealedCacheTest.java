package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.record.GoneRecord;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealedCacheTest {
    /** Of so many lengths one is written on, which takes long. */
    private static final int STRIDE = 23;

    private static final TestEdge EDGE = new TestEdge();

    /** Sealing is never twice the same: what is compared later is kept. */
    private final Map<List<Long>, Held> keys = new HashMap<>();

    @TempDir private Path temporary;

    @Test
    void givesBackWhatWasAppended() {
        try (SealedCache cache = open()) {
            append(cache, 2, key(1, 1, 1), key(2, 2, 1));
            EDGE.freshDataKey();
            append(cache, 4, key(3, 1, 2), gone(4, 2, 2));
        }

        assertThat(reread()).isEqualTo(content(4, key(3, 1, 2), gone(4, 2, 2)));
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(reread()).isEqualTo(new CacheContent(new Position.Start(), List.of()));
    }

    @Test
    void endThatIsTornOffAtAnyByteIsCutAndNothingBefore() throws Exception {
        List<CacheContent> after = new ArrayList<>(List.of(reread()));
        List<Long> lengths = new ArrayList<>(List.of(Files.size(file())));
        try (SealedCache cache = open()) {
            for (int batch = 1; batch <= 2; batch++) {
                append(cache, batch, key(batch, 1, batch));
                after.add(content(batch, key(batch, 1, batch)));
                lengths.add(Files.size(file()));
            }
        }
        byte[] whole = Files.readAllBytes(file());
        for (int length = lengths.getFirst().intValue(); length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            int batch = 0;
            while (batch + 1 < lengths.size() && lengths.get(batch + 1) <= length) {
                batch++;
            }
            CacheContent read = reread();
            // Of a batch that is not whole, a record may be there: it is newer and genuine.
            if (length == lengths.get(batch)) {
                assertThat(read).as("length %s", length).isEqualTo(after.get(batch));
            }
            assertThat(read.position())
                    .as("length %s", length)
                    .isEqualTo(after.get(batch).position());
            assertThat(Files.size(file())).isBetween(lengths.get(batch), (long) length);
            if (length % STRIDE == 0) {
                assertGoesOn(batch);
            }
        }
    }

    @Test
    void damagedByteCutsWhatFollows() throws Exception {
        try (SealedCache cache = open()) {
            append(cache, 1, key(1, 1, 1));
        }
        long good = Files.size(file());
        try (SealedCache cache = open()) {
            append(cache, 2, key(2, 2, 1));
        }
        byte[] whole = Files.readAllBytes(file());
        for (int at = (int) good; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            Files.write(file(), damaged);

            assertThat(reread().held()).as("byte %s", at).contains(key(1, 1, 1));
            assertThat(reread().position())
                    .as("byte %s", at)
                    .isEqualTo(new Position.After(TestEdge.EPOCH, new Revision(1)));
        }
    }

    @Test
    void fileThatIsNoCacheIsRefusedAndLeftAlone() throws Exception {
        reread();
        Files.writeString(file(), "something else altogether");

        assertThatThrownBy(this::reread)
                .isInstanceOf(CacheFailed.class)
                .hasMessageContaining("is no cache");
        assertThat(file()).hasContent("something else altogether");
    }

    @Test
    void fileThatWasCutWithinItsNameStartsAnew() throws Exception {
        reread();
        Files.writeString(file(), "KFCA");

        try (SealedCache cache = open()) {
            append(cache, 1, key(1, 1, 1));
        }

        assertThat(reread()).isEqualTo(content(1, key(1, 1, 1)));
    }

    @Test
    void unfinishedRewriteIsForgotten() throws Exception {
        try (SealedCache cache = open()) {
            append(cache, 1, key(1, 1, 1));
        }
        Files.writeString(directory().resolve(SealedCache.NEW_FILE), "half of a file");

        assertThat(reread()).isEqualTo(content(1, key(1, 1, 1)));
        assertThat(directory().resolve(SealedCache.NEW_FILE)).doesNotExist();
    }

    @Test
    void replacingKeepsNothingOfTheOld() {
        try (SealedCache cache = open()) {
            append(cache, 2, key(1, 1, 1), key(2, 2, 1));
            cache.replace(content(3, key(2, 2, 1)));
            append(cache, 4, key(4, 3, 1));
        }

        assertThat(reread()).isEqualTo(content(4, key(2, 2, 1), key(4, 3, 1)));
    }

    @Test
    void fileThatIsMostlySupersededIsWrittenAnew() throws Exception {
        Held[] newest =
                IntStream.rangeClosed(1, 200).mapToObj(n -> key(n, n, 1)).toArray(Held[]::new);
        long largest = 0;
        try (SealedCache cache = open()) {
            boolean isSmaller = false;
            for (long position = 200; !isSmaller; position++) {
                CacheContent whole = content(position, newest);
                cache.append(whole, () -> whole);
                long size = Files.size(file());
                isSmaller = size < largest;
                largest = Math.max(largest, size);
            }
        }

        assertThat(largest)
                .isBetween(SealedCache.MIN_GROWTH_BYTES, 2 * SealedCache.MIN_GROWTH_BYTES);
        assertThat(Files.size(file())).isLessThan(SealedCache.MIN_GROWTH_BYTES / 10);
        assertThat(reread().held()).containsExactly(newest);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        reread();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void secondAgentIsRefused() {
        SealedCache first = open();

        assertThatThrownBy(this::open)
                .isInstanceOf(CacheFailed.class)
                .hasMessageContaining("another agent");

        first.close();
        open().close();
    }

    @Test
    void fullDiskFailsTheBatchAndTheNextOneHasItAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(64)) {
            Path filler = disk.path().resolve("filler");
            SealedCache cache = SealedCache.open(disk.path().resolve("cache"));
            append(cache, 1, key(1, 1, 1));
            disk.fill(filler);

            List<Held> many = new ArrayList<>();
            for (int number = 1; number <= 30; number++) {
                many.add(key(1 + number, number, 2));
            }
            CacheContent batch = new CacheContent(position(31), many);
            assertThatThrownBy(() -> cache.append(batch, () -> batch))
                    .isInstanceOf(CacheFailed.class);
            assertThatThrownBy(() -> cache.append(batch, () -> batch))
                    .isInstanceOf(CacheFailed.class);
            Files.delete(filler);
            cache.append(batch, () -> batch);
            cache.close();

            try (SealedCache again = SealedCache.open(disk.path().resolve("cache"))) {
                assertThat(again.content()).isEqualTo(batch);
            }
        }
    }

    private void assertGoesOn(int batch) {
        try (SealedCache cache = open()) {
            append(cache, batch + 10L, key(batch + 10L, 1, batch + 10L));
        }
        assertThat(reread().position()).isEqualTo(position(batch + 10L));
        assertThat(reread().held()).containsExactly(key(batch + 10L, 1, batch + 10L));
    }

    private SealedCache open() {
        return SealedCache.open(directory());
    }

    private CacheContent reread() {
        try (SealedCache cache = open()) {
            return cache.content();
        }
    }

    private void append(SealedCache cache, long position, Held... batch) {
        Supplier<CacheContent> never =
                () -> {
                    throw new AssertionError("written anew");
                };
        cache.append(content(position, batch), never);
    }

    private Path directory() {
        return temporary.resolve("cache");
    }

    private Path file() {
        return directory().resolve(SealedCache.FILE);
    }

    private static CacheContent content(long position, Held... held) {
        return new CacheContent(position(position), List.of(held));
    }

    private static Position position(long revision) {
        return new Position.After(TestEdge.EPOCH, new Revision(revision));
    }

    private Held key(long revision, int tunnel, long version) {
        return keys.computeIfAbsent(
                List.of(revision, (long) tunnel, version),
                what ->
                        Held.key(
                                EDGE.key(revision, TestTunnel.of(tunnel), version, "a key"),
                                EDGE.dataKey()));
    }

    private static Held gone(long revision, int tunnel, long version) {
        GoneRecord record = EDGE.gone(revision, TestTunnel.of(tunnel), version);
        return Held.gone(record);
    }
}
