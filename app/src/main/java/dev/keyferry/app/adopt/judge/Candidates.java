package dev.keyferry.app.adopt.judge;

import dev.keyferry.feed.seal.Psk;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tunnels with their keys. */
public final class Candidates {
    private Candidates() {}

    /** The same with its key, if the API can take it: keys are JSON strings there. */
    public static Candidate keyed(Candidate candidate, Psk key) {
        if (!isText(key)) {
            return candidate.with(
                    Problem.KEY, "its key has bytes that are not UTF-8, which the API cannot take");
        }
        return candidate.keyed(key);
    }

    private static boolean isText(Psk key) {
        byte[] bytes = key.reveal();
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
