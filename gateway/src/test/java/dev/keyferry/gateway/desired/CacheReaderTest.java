package dev.keyferry.gateway.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.gateway.parts.TestEdge;
import dev.keyferry.gateway.parts.TestTunnel;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CacheReaderTest {
    private static final TestEdge EDGE = new TestEdge();
    private static final Held FIRST = key(1);
    private static final Held SECOND = key(2);
    private static final CacheContent BOTH = content(2, FIRST, SECOND);

    @TempDir private Path temporary;

    @BeforeEach
    void write() {
        try (SealedCache cache = SealedCache.open(directory())) {
            cache.append(content(1, FIRST), () -> content(1, FIRST));
            cache.append(content(2, SECOND), () -> BOTH);
        }
    }

    @Test
    void readsADirectoryOrTheFileOrACopyOfIt() throws Exception {
        Path copy = Files.copy(file(), temporary.resolve("copy"));

        assertThat(CacheReader.read(directory())).isEqualTo(BOTH);
        assertThat(CacheReader.read(file())).isEqualTo(BOTH);
        assertThat(CacheReader.read(copy)).isEqualTo(BOTH);
        assertThat(CacheReader.isIn(directory())).isTrue();
        assertThat(CacheReader.isIn(temporary)).isFalse();
    }

    @Test
    void readsBesideAnAgentThatGoesOn() {
        try (SealedCache cache = SealedCache.open(directory())) {
            assertThat(CacheReader.read(directory())).isEqualTo(BOTH);
            cache.append(content(3, FIRST), () -> BOTH);
            assertThat(CacheReader.read(directory()).position()).isEqualTo(position(3));
        }
    }

    @Test
    void endThatWasTornOffAtAnyByteIsNoDamageAndStays() throws Exception {
        byte[] whole = Files.readAllBytes(file());
        for (int length = whole.length - 1; length >= 8; length--) {
            byte[] torn = Arrays.copyOf(whole, length);
            Files.write(file(), torn);
            assertThat(BOTH.held()).containsAll(CacheReader.read(file()).held());
            assertThat(file()).hasBinaryContent(torn);
        }
    }

    @Test
    void damageBeforeTheEndIsTold() throws Exception {
        byte[] whole = Files.readAllBytes(file());
        int behindFirst = firstFrameEnd(whole);
        for (int at = 8; at < behindFirst; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file(), damaged);
            assertThatThrownBy(() -> CacheReader.read(file()))
                    .as("byte %s", at)
                    .isInstanceOf(CacheFailed.class)
                    .hasMessageContaining("damaged at byte 8");
        }
    }

    @Test
    void whatIsNoCacheIsToldAndLeftAlone() throws Exception {
        for (String text : List.of("", "KFCA", "something else altogether")) {
            Files.writeString(file(), text);
            assertThatThrownBy(() -> CacheReader.read(directory()))
                    .isInstanceOf(CacheFailed.class)
                    .hasMessageContaining("is no cache");
            assertThat(file()).hasContent(text);
        }
        Files.delete(file());
        assertThatThrownBy(() -> CacheReader.read(directory()))
                .isInstanceOf(CacheFailed.class)
                .hasMessageContaining("cannot be read");
        assertThat(file()).doesNotExist();
    }

    private static Held key(int number) {
        return Held.key(EDGE.key(number, TestTunnel.of(number), 1, "a key"), EDGE.dataKey());
    }

    private static int firstFrameEnd(byte[] whole) {
        int length = ByteBuffer.wrap(whole, 8, Integer.BYTES).getInt();
        return 8 + CacheFrame.HEADER_BYTES + length;
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
}
