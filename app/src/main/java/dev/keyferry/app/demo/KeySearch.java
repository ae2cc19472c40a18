package dev.keyferry.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Searches files for keys: as they are, in UTF-16, in hexadecimal of both cases, and in base64 of
 * every alignment and both alphabets.
 */
final class KeySearch {
    /** No file of the demo's data directory is larger; one that is fails the search. */
    static final long MAX_FILE_BYTES = 256 << 20;

    private final List<byte[]> needles;

    KeySearch(List<byte[]> keys) {
        this.needles = keys.stream().flatMap(KeySearch::forms).toList();
    }

    /**
     * The files below the directory that hold a key in any of the forms.
     *
     * @throws StepFailed if there is no file, or one is too large to be searched
     */
    List<Path> findBelow(Path directory) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StepFailed.unless(!files.isEmpty(), "there is no file below " + directory);
        return files.stream().filter(this::holdsKey).toList();
    }

    private boolean holdsKey(Path file) {
        try {
            StepFailed.unless(
                    Files.size(file) <= MAX_FILE_BYTES, file + " is too large to be searched");
            byte[] content = Files.readAllBytes(file);
            return needles.stream().anyMatch(needle -> contains(content, needle));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<byte[]> forms(byte[] key) {
        List<byte[]> forms = new ArrayList<>();
        String hex = HexFormat.of().formatHex(key);
        forms.add(key);
        forms.add(new String(key, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_16LE));
        forms.add(hex.getBytes(StandardCharsets.US_ASCII));
        forms.add(hex.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(base64(Base64.getEncoder(), key, shift));
            forms.add(base64(Base64.getUrlEncoder(), key, shift));
        }
        return forms.stream();
    }

    /** The characters that depend on the key alone, whatever stands before and after it. */
    private static byte[] base64(Base64.Encoder encoder, byte[] key, int shift) {
        byte[] shifted = new byte[shift + key.length];
        System.arraycopy(key, 0, shifted, shift, key.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        int first = (shift * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return text.substring(first, last).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean contains(byte[] content, byte[] needle) {
        for (int at = 0; at <= content.length - needle.length; at++) {
            if (content[at] == needle[0]
                    && Arrays.equals(content, at, at + needle.length, needle, 0, needle.length)) {
                return true;
            }
        }
        return false;
    }
}
