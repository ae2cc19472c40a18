package dev.keyferry.gateway.desired;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads what a gateway holds from its cache, or from a copy of it, and changes nothing there. An
 * agent may be at work on it: the file grows at its end or is replaced by another, so what was read
 * is whole up to where it ends. Thread-safe.
 */
public final class CacheReader {
    /** Some 500,000 tunnels, all superseded once. */
    static final long MAX_FILE_BYTES = 1L << 30;

    private CacheReader() {}

    /** True if there is a cache in the directory. */
    public static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(SealedCache.FILE));
    }

    /**
     * Reads a cache.
     *
     * @param path its directory, or the file in it
     * @throws CacheFailed if it is none, cannot be read or is damaged; an end that a crash tore off
     *     is no damage, for no agent ever used it
     */
    public static CacheContent read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(SealedCache.FILE) : path;
        try {
            return content(file, ByteBuffer.wrap(bytes(file)));
        } catch (IOException e) {
            throw new CacheFailed("the cache " + file + " cannot be read", e);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) > MAX_FILE_BYTES) {
            throw new CacheFailed("the file " + file + " is larger than any cache");
        }
        return Files.readAllBytes(file);
    }

    private static CacheContent content(Path file, ByteBuffer whole) {
        if (!CacheFile.isWholeOne(whole)) {
            throw new CacheFailed("the file " + file + " is no cache");
        }
        CacheContent content = CacheFile.read(whole);
        int end = whole.position();
        if (CacheFrame.isAnyIn(whole)) {
            throw new CacheFailed("the cache " + file + " is damaged at byte " + end);
        }
        return content;
    }
}
